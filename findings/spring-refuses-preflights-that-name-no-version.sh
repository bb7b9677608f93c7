#!/usr/bin/env bash
# Spring's API versions (Boot 4.1.2, MVC and WebFlux) with the version in a header, and Spring's own CORS: every preflight
# is refused with 400, for whatever address and origin, and has no CORS headers. The requests themselves are allowed.
#
# A preflight names the header and has none of it: https://fetch.spec.whatwg.org/#cors-preflight-fetch. Spring looks for
# the version first and for the handler and its CORS configuration then, and a version is required, unless there is a
# default: https://docs.spring.io/spring-framework/reference/web/webmvc-versioning.html. With a default each preflight is
# judged as a request of that version. An address that only a newer version has gets 200 without CORS headers, and one
# with another @CrossOrigin for each version gets that of the default. A test with MockMvc or curl that sends Origin and
# the version sees a right answer. With the version in the query, with "required" off, and with a CorsFilter, which asks
# no handler, preflights are allowed.
#
# Seen: status of a preflight ("yes" for one that allows the page to go on) and of the PUT with version 2 and Origin
#   MVC, header:                              400 no, 200 yes
#   WebFlux, header:                          400 no, 200 yes
#   MVC, header, default 1:                   200 yes, 200 yes
#   MVC, header, default 1, only in 2:        200 no, 200 yes
#   MVC, header, default 1, other origin:     403 no, 200 yes
#   WebFlux, header, default 1, only in 2:    200 no, 200 yes
#   MVC, header, not required:                200 yes, 200 yes
#   MVC, header, CorsFilter:                  200 yes, 200 yes
#   MVC, query:                               200 yes, 200 yes
#
# Exits with 0 if that is still so, 1 if not, 2 if it could not be tried.
set -euo pipefail
maven="$(command -v mvn || echo "$(cd "$(dirname "$0")/.." && pwd)/mvnw")"
T="$(mktemp -d)"
trap 'kill $(jobs -p) 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$T"' EXIT
unable() { echo "Not tried: $*" >&2; exit 2; }
failed=0
check() {
	printf '%-42s%s\n' "$1" "$2"
	[ "$2" = "$3" ] || { echo "  instead of: $3"; failed=1; }
}

cd "$T" && cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
<dependencyManagement><dependencies>
<dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-dependencies</artifactId><version>4.1.2</version><type>pom</type><scope>import</scope></dependency>
</dependencies></dependencyManagement><dependencies>
<dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-webmvc</artifactId></dependency>
<dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-webflux</artifactId></dependency>
</dependencies></project>
POM
cat >App.java <<'JAVA'
import java.util.List;
import org.springframework.boot.*;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.*;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.cors.*;
import org.springframework.web.filter.CorsFilter;
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class App {
	public static void main(String[] arguments) {
		String header = "apiversion.use.header=X-Version";
		start("mvc", header);
		start("mvc-default", header, "apiversion.default=1");
		start("mvc-optional", header, "apiversion.required=false");
		start("mvc-filter", header);
		start("mvc-query", "apiversion.use.query-parameter=version");
		start("webflux", header);
		start("webflux-default", header, "apiversion.default=1");
		System.out.println("all");
	}
	static void start(String name, String... properties) {
		String stack = name.split("-")[0];
		var application = new SpringApplicationBuilder(App.class)
			.web(stack.equals("mvc") ? WebApplicationType.SERVLET : WebApplicationType.REACTIVE)
			.properties("server.address=127.0.0.1", "server.port=0", "logging.level.root=off", "spring.main.banner-mode=off")
			.properties(java.util.Arrays.stream(properties).map((property) -> "spring." + stack + "." + property).toArray(String[]::new));
		if (name.equals("mvc-filter")) {
			CorsConfiguration configuration = new CorsConfiguration();
			configuration.setAllowedOrigins(List.of("https://one.example"));
			configuration.setAllowedMethods(List.of("PUT"));
			configuration.setAllowedHeaders(List.of("X-Version"));
			application.initializers((context) -> ((GenericApplicationContext) context).registerBean(CorsFilter.class,
					() -> new CorsFilter((request) -> configuration)));
		}
		System.out.println(name + " " + application.run().getEnvironment().getProperty("local.server.port"));
	}
	@RestController
	static class Page {
		@CrossOrigin("https://one.example")
		@PutMapping(path = "/both", version = "1")
		String first() {
			return "first";
		}
		@CrossOrigin({ "https://one.example", "https://two.example" })
		@PutMapping(path = "/both", version = "2")
		String second() {
			return "second";
		}
		@CrossOrigin("https://one.example")
		@PutMapping(path = "/second", version = "2")
		String only() {
			return "only";
		}
	}
}
JAVA
"$maven" -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
	-DoutputDirectory=lib >/dev/null 2>&1 || unable "Maven's artifacts"
javac -nowarn -parameters -cp 'lib/*' -d classes App.java || unable "the application does not compile"
java -cp 'classes:lib/*' App >app.log 2>app.err &
for _ in $(seq 400); do grep -qs '^all' app.log && break; sleep 0.2; done
grep -q '^all' app.log || { cat app.err >&2; unable "Spring Boot does not start"; }

# Status, and whether it allows the origin: origin, and arguments for curl.
answer() {
	curl -s -o /dev/null -D head -H "Origin: $1" "${@:2}" || : >head
	printf '%s ' "$(head -n 1 head | cut -d' ' -f2)"
	tr -d '\r' <head | grep -qix "Access-Control-Allow-Origin: $1" && echo yes || echo no
}
# Preflight and request: name of the application, path, where the version goes, origin.
both() {
	local url
	url="http://127.0.0.1:$(sed -n "s/^$1 //p" app.log)$2"
	echo "$(answer "$3" -X OPTIONS -H 'Access-Control-Request-Method: PUT' -H 'Access-Control-Request-Headers: x-version' "$url")," \
		"$(answer "$3" -X PUT -H 'X-Version: 2' "$url")"
}
one=https://one.example two=https://two.example
check "MVC, header:" "$(both mvc /both $one)" "400 no, 200 yes"
check "WebFlux, header:" "$(both webflux /both $one)" "400 no, 200 yes"
check "MVC, header, default 1:" "$(both mvc-default /both $one)" "200 yes, 200 yes"
check "MVC, header, default 1, only in 2:" "$(both mvc-default /second $one)" "200 no, 200 yes"
check "MVC, header, default 1, other origin:" "$(both mvc-default /both $two)" "403 no, 200 yes"
check "WebFlux, header, default 1, only in 2:" "$(both webflux-default /second $one)" "200 no, 200 yes"
check "MVC, header, not required:" "$(both mvc-optional /second $one)" "200 yes, 200 yes"
check "MVC, header, CorsFilter:" "$(both mvc-filter /second $one)" "200 yes, 200 yes"
check "MVC, query:" "$(both mvc-query '/second?version=2' $one)" "200 yes, 200 yes"
exit "$failed"
