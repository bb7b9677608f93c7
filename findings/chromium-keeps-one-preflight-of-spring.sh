#!/usr/bin/env bash
# Spring's own CORS (Boot 4.1.2, MVC on Tomcat) and Chromium 156: a page that sends X-A and X-B by turns to one
# address has a preflight before each request, whatever "maxAge" says. In Firefox 153 ESR there are two in all.
#
# Each name that a preflight allows is an entry of its own in the browser's store, which the next preflight does not
# take away: https://fetch.spec.whatwg.org/#concept-cache-create-entry. Chromium keeps the last answer only for an
# address, and Spring names in it what was asked for, not all that "allowedHeaders" allows. Each alone does no harm: a
# server that names all has one preflight in either browser. It hits what has one address for everything (/graphql,
# /rpc) and a header that some requests have and others have not. One request with all of them at the start helps.
#
# Seen: preflights (allowedHeaders("X-A", "X-B"), maxAge(600); Chromium 156.0.8078.108, Firefox 153.8.0esr, Debian 12)
#   Spring, allowed to who asks for X-A:      X-A
#   chromium, 8 requests, by turns:           8
#   chromium, both first, 8 by turns:         1
#   firefox, 8 requests, by turns:            2
#   firefox, both first, 8 by turns:          1
#
# Exits with 0 if that is still so, 1 if not, 2 if it could not be tried.
set -euo pipefail
maven="$(command -v mvn || echo "$(cd "$(dirname "$0")/.." && pwd)/mvnw")"
T="$(mktemp -d)" && chmod 755 "$T"
trap 'kill $(jobs -p) 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$T"' EXIT
unable() { echo "Not tried: $*" >&2; exit 2; }
failed=0
check() {
	printf '%-42s%s\n' "$1" "$2"
	[ "$2" = "$3" ] || { echo "  instead of: $3"; failed=1; }
}

mkdir "$T/debs" && cd "$T/debs" && apt-get -qq download chromium chromium-common firefox-esr >/dev/null 2>&1 ||
	unable "Debian's packages"
for deb in *.deb; do dpkg -x "$deb" "$T/root"; done
cd "$T" && rm -rf debs
chromium="$T/root/usr/lib/chromium/chromium" firefox="$T/root/usr/lib/firefox-esr/firefox-esr"
"$chromium" --version 2>/dev/null | grep -F 'Chromium 156.' || unable "Chromium is not 156, or a library is missing"
"$firefox" --version 2>/dev/null | grep -F 'Firefox 153.' || unable "Firefox is not 153, or a library is missing"

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
<dependencyManagement><dependencies>
<dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-dependencies</artifactId><version>4.1.2</version><type>pom</type><scope>import</scope></dependency>
</dependencies></dependencyManagement><dependencies>
<dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-webmvc</artifactId></dependency>
</dependencies></project>
POM
# The pages are those of http://localhost, what they ask is http://127.0.0.1.
cat >App.java <<'JAVA'
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.*;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.*;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.servlet.config.annotation.*;
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class App {
	static final AtomicInteger preflights = new AtomicInteger();
	public static void main(String[] arguments) {
		SpringApplication.run(App.class, arguments);
	}
	@Bean
	WebMvcConfigurer cors(Environment environment) {
		return new WebMvcConfigurer() {
			public void addCorsMappings(CorsRegistry registry) {
				registry.addMapping("/**").allowedOrigins("http://localhost:" + environment.getProperty("server.port"))
					.allowedHeaders("X-A", "X-B").maxAge(600);
			}
		};
	}
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	Filter counting() {
		return (request, response, chain) -> {
			if (((HttpServletRequest) request).getMethod().equals("OPTIONS")) {
				preflights.incrementAndGet();
			}
			chain.doFilter(request, response);
		};
	}
	@RestController
	static class Page {
		@GetMapping("/asked/**")
		String asked() {
			return "asked";
		}
		@GetMapping("/preflights")
		int preflights() {
			return preflights.getAndSet(0);
		}
		@GetMapping("/seen")
		void seen(String turns, String first) {
			System.out.println("seen " + turns + " " + first);
		}
		@GetMapping(path = "/", produces = "text/html")
		String page() {
			return """
					<script>
					const ask = (path, ...names) => fetch(location.origin.replace('localhost', '127.0.0.1') + path,
						{ headers: Object.fromEntries(names.map((name) => [name, '1'])) }).then((response) => response.text());
					const preflights = () => fetch('/preflights').then((response) => response.text());
					const turns = async (path) => {
						for (let turn = 0; turn < 4; turn++) {
							await ask(path, 'X-A');
							await ask(path, 'X-B');
						}
						return preflights();
					};
					(async () => {
						// A browser that has just started may keep no answer yet.
						for (let tries = 0, kept = 0; tries < 500 && kept < 10; tries++) {
							await ask('/asked/ready', 'X-A');
							kept = (await preflights() === '0') ? kept + 1 : 0;
						}
						const alone = await turns('/asked/by-turns');
						await ask('/asked/both', 'X-A', 'X-B');
						fetch('/seen?turns=' + alone + '&first=' + await turns('/asked/both'));
					})();
					</script>
					""";
		}
	}
}
JAVA
"$maven" -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
	-DoutputDirectory=lib >/dev/null 2>&1 || unable "Maven's artifacts"
javac -nowarn -parameters -cp 'lib/*' -d classes App.java || unable "the application does not compile"
port="$(shuf -i 20000-31999 -n 1)"
java -cp 'classes:lib/*' App --server.address=127.0.0.1 --server.port="$port" --logging.level.root=off \
	--spring.main.banner-mode=off >>application.log 2>&1 &
for _ in $(seq 300); do curl -sf -o /dev/null "http://127.0.0.1:$port/" && break; sleep 0.2; done
curl -sf -o /dev/null "http://127.0.0.1:$port/" || { cat application.log >&2; unable "Spring Boot does not answer"; }

check "Spring, allowed to who asks for X-A:" "$(curl -s -o /dev/null -D - -X OPTIONS -H "Origin: http://localhost:$port" \
	-H 'Access-Control-Request-Method: GET' -H 'Access-Control-Request-Headers: x-a' "http://127.0.0.1:$port/asked" |
	tr -d '\r' | sed -n 's/^Access-Control-Allow-Headers: //p' | tr '[:lower:]' '[:upper:]')" "X-A"
for browser in chromium firefox; do
	profile="$(mktemp -d -p "$T")"
	: >application.log
	case "$browser" in
		chromium) exec setsid "$chromium" --headless --no-sandbox --disable-gpu --user-data-dir="$profile" "http://localhost:$port/" ;;
		firefox) HOME="$profile" exec setsid "$firefox" --headless --no-remote --profile "$profile" "http://localhost:$port/" ;;
	esac >/dev/null 2>&1 &
	process=$!
	for _ in $(seq 300); do grep -aq '^seen' application.log && break; sleep 0.2; done
	kill -9 -- "-$process" 2>/dev/null || true
	wait "$process" 2>/dev/null || true
	read -r _ turns first <<<"$(grep -a '^seen' application.log || echo 'seen - -')"
	check "$browser, 8 requests, by turns:" "$turns" "$([ "$browser" = chromium ] && echo 8 || echo 2)"
	check "$browser, both first, 8 by turns:" "$first" 1
done
exit "$failed"
