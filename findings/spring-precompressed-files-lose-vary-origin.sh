#!/usr/bin/env bash
# Spring's own CORS and Spring's precompressed files (Boot 4.1.2, MVC on Tomcat) don't go together:
# the .gz variant of a file loses "Vary: Origin", so that every cache gives one site's
# Access-Control-Allow-Origin to all.
#
# CORS writes Vary first. The handler of static files then sets the headers of the encoded variant, and
# its "Vary: Accept-Encoding" replaces what is there; Access-Control-Allow-Origin stays. The plain variant
# keeps all of it, but lacks Accept-Encoding: once a cache has it, compression is over.
#
# Seen:
#   directly, gzip:                   https://one.example [Accept-Encoding]
#   directly, plain:                  https://one.example [Origin|Access-Control-Request-Method|Access-Control-Request-Headers]
#   nginx, one.example:               https://one.example [Accept-Encoding]
#   nginx, two.example:               https://one.example [Accept-Encoding]
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
mkdir files && printf 'body { margin: 0 }%.0s' {1..200} >files/app.css && gzip -k files/app.css
cp files/app.css files/plain.css
java -cp 'classes:lib/*' App --server.address=127.0.0.1 --server.port="$application" --logging.level.root=off \
	--spring.main.banner-mode=off --spring.web.resources.static-locations="file:$T/files/" \
	--spring.web.resources.chain.enabled=true --spring.web.resources.chain.compressed=true \
	--spring.web.resources.cache.cachecontrol.max-age=60 &
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
check 'directly, gzip:' "$(page "$application/app.css" https://one.example)" 'https://one.example [Accept-Encoding]'
check 'directly, plain:' "$(page "$application/plain.css" https://one.example)" \
	'https://one.example [Origin|Access-Control-Request-Method|Access-Control-Request-Headers]'
check 'nginx, one.example:' "$(page "$cache/app.css" https://one.example)" 'https://one.example [Accept-Encoding]'
check 'nginx, two.example:' "$(page "$cache/app.css" https://two.example)" 'https://one.example [Accept-Encoding]'
exit "$failed"
