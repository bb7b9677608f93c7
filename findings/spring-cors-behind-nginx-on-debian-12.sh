#!/usr/bin/env bash
# Spring's own CORS (Boot 4.1.2, MVC) behind the cache of nginx 1.22.1, which is Debian 12's:
# the first site's Access-Control-Allow-Origin goes to every other site.
#
# Spring writes Vary as three lines, Origin first. nginx before 1.23 reads the last line only, which is
# Access-Control-Request-Headers, and that is on no request that is stored. Nothing is misconfigured on
# either side; three lines and one mean the same: https://www.rfc-editor.org/rfc/rfc9110#section-5.3
# A site that comes second can't read the answer for as long as it is fresh.
#
# Seen:
#   directly, two.example:            https://two.example [Origin|Access-Control-Request-Method|Access-Control-Request-Headers]
#   nginx, one.example:               https://one.example
#   nginx, two.example:               https://one.example
#
# Exits with 0 if that is still so, 1 if not, 2 if it could not be tried.
set -uo pipefail
maven="$(command -v mvn || echo "$(cd "$(dirname "$0")/.." && pwd)/mvnw")"
T="$(mktemp -d)" && chmod 777 "$T"
trap 'kill $(jobs -p) 2>/dev/null; wait 2>/dev/null; rm -rf "$T"' EXIT
unable() { echo "Not tried: $*" >&2; exit 2; }
port() { shuf -i 20000-31999 -n 1; }
ready() { local i; for i in $(seq 300); do curl -sf -o /dev/null "http://127.0.0.1:$1/" && return; sleep 0.2; done; return 1; }
failed=0
check() {
	printf '%-34s%s\n' "$1" "$2"
	[ "$2" = "$3" ] || { echo "  instead of: $3"; failed=1; }
}

mkdir "$T/debs" && cd "$T/debs" && apt-get -qq download nginx >/dev/null 2>&1 || unable "Debian's package"
dpkg -x nginx_*.deb "$T/root"
nginx="$T/root/usr/sbin/nginx"
"$nginx" -v 2>&1 | grep -F '1.22.1' || unable "nginx is not 1.22.1, or a library is missing"

cat >"$T/pom.xml" <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
<dependencyManagement><dependencies>
<dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-dependencies</artifactId><version>4.1.2</version><type>pom</type><scope>import</scope></dependency>
</dependencies></dependencyManagement><dependencies>
<dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-webmvc</artifactId></dependency>
</dependencies></project>
POM
cat >"$T/App.java" <<'JAVA'
import java.time.Duration;
import org.springframework.boot.*;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.*;
import org.springframework.http.*;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.servlet.config.annotation.*;
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class App {
	public static void main(String[] arguments) {
		SpringApplication.run(App.class, arguments);
		System.out.println("Spring Boot " + SpringBootVersion.getVersion());
	}
	@Bean
	WebMvcConfigurer cors() {
		return new WebMvcConfigurer() {
			public void addCorsMappings(CorsRegistry registry) {
				registry.addMapping("/**").allowedOrigins("https://one.example", "https://two.example");
			}
		};
	}
	@RestController
	static class Page {
		@GetMapping({ "/", "/page" })
		ResponseEntity<String> page() {
			return ResponseEntity.ok().cacheControl(CacheControl.maxAge(Duration.ofMinutes(1))).body("The page");
		}
	}
}
JAVA
cd "$T" && "$maven" -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
	-DoutputDirectory=lib >/dev/null 2>&1 || unable "Maven's artifacts"
javac -cp 'lib/*' -d classes App.java || unable "the application does not compile"
application="$(port)" cache="$(port)"
java -cp 'classes:lib/*' App --server.address=127.0.0.1 --server.port="$application" --logging.level.root=off \
	--spring.main.banner-mode=off &
ready "$application" || unable "Spring Boot does not answer"
cat >"$T/nginx.conf" <<CONF
daemon off;
user root;
worker_processes 1;
pid $T/nginx.pid;
error_log $T/nginx.log;
events {}
http {
	access_log off;
	client_body_temp_path $T/body;
	proxy_temp_path $T/proxy;
	fastcgi_temp_path $T/fastcgi;
	uwsgi_temp_path $T/uwsgi;
	scgi_temp_path $T/scgi;
	proxy_cache_path $T/cache keys_zone=answers:1m;
	server {
		listen 127.0.0.1:$cache;
		location / {
			proxy_pass http://127.0.0.1:$application;
			proxy_cache answers;
			
		}
	}
}
CONF
"$nginx" -e "$T/nginx.log" -p "$T" -c "$T/nginx.conf" &
ready "$cache" || { cat nginx.log >&2; unable "nginx does not answer"; }

# The Access-Control-Allow-Origin and Vary that a page of an origin gets.
page() {
	curl -s -o /dev/null -D "$T/head" -H "Origin: $2" -H 'Accept-Encoding: gzip' "http://127.0.0.1:$1"
	echo "$(tr -d '\r' <"$T/head" | sed -n 's/^Access-Control-Allow-Origin: //Ip')" \
		"[$(tr -d '\r' <"$T/head" | sed -n 's/^Vary: //Ip' | paste -sd'|')]"
}
check 'directly, two.example:' "$(page "$application/page" https://two.example)" \
	'https://two.example [Origin|Access-Control-Request-Method|Access-Control-Request-Headers]'
answer="$(page "$cache/page" https://one.example)"
check 'nginx, one.example:' "${answer%% *}" 'https://one.example'
answer="$(page "$cache/page" https://two.example)"
check 'nginx, two.example:' "${answer%% *}" 'https://one.example'
exit "$failed"
