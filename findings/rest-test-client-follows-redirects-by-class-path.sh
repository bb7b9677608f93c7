#!/usr/bin/env bash
# RestTestClient.bindToServer() (spring-test 7.0.10) takes the HTTP client it finds on the class path, and with
# it what becomes of a redirect: with Jetty's or Apache's a test sees where it ends, with the JDK's or Reactor
# Netty's it sees the 302. A dependency that comes with a starter turns a passing test red, or hides the
# redirect from a test that is there to find it.
#
# Seen (GET /moved, which answers 302 to /here):
#   nothing else:                     302
#   jetty-client 12.1.14:             200
#   httpclient5 5.6.5:                200
#   reactor-netty-http 1.3.7:         302
#
# Exits with 0 if that is still so, 1 if not, 2 if it could not be tried.
set -uo pipefail
maven="$(command -v mvn || echo "$(cd "$(dirname "$0")/.." && pwd)/mvnw")"
T="$(mktemp -d)"
trap 'rm -rf "$T"' EXIT
unable() { echo "Not tried: $*" >&2; exit 2; }
failed=0
check() {
	printf '%-34s%s\n' "$1" "$2"
	[ "$2" = "$3" ] || { echo "  instead of: $3"; failed=1; }
}

cat >"$T/Redirects.java" <<'JAVA'
import java.net.*;
import com.sun.net.httpserver.HttpServer;
import org.springframework.test.web.servlet.client.RestTestClient;
public class Redirects {
	public static void main(String[] a) throws Exception {
		HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		server.createContext("/moved", (exchange) -> {
			exchange.getResponseHeaders().add("Location", "/here");
			exchange.sendResponseHeaders(302, -1);
			exchange.close();
		});
		server.createContext("/here", (exchange) -> {
			exchange.sendResponseHeaders(200, -1);
			exchange.close();
		});
		server.start();
		RestTestClient client = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + server.getAddress().getPort()).build();
		System.out.println(client.get().uri("/moved").exchange().returnResult().getStatus().value());
		System.exit(0);
	}
}
JAVA
dependency() { printf '<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version></dependency>\n' "$@"; }
# Prints the status that the test sees beside a client: group, artifact and version, or nothing.
status() {
	local folder="$T/${2:-none}"
	mkdir "$folder" && cd "$folder" || return
	{
		echo '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
		echo '<groupId>finding</groupId><artifactId>finding</artifactId><version>1</version><dependencies>'
		for artifact in spring-web spring-webmvc spring-test; do dependency org.springframework "$artifact" 7.0.10; done
		dependency org.hamcrest hamcrest 3.0
		[ $# -eq 0 ] || dependency "$@"
		echo '</dependencies></project>'
	} >pom.xml
	"$maven" -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
		-DoutputDirectory=lib >/dev/null 2>&1 || return
	javac -cp 'lib/*' -d classes ../Redirects.java 2>/dev/null &&
		timeout 60 java -cp 'classes:lib/*' Redirects 2>/dev/null | grep -x '[0-9]*'
}
try() {
	local seen
	seen="$(status "${@:3}")"
	[ -n "$seen" ] || unable "Maven's artifacts, or the program"
	check "$1" "$seen" "$2"
}
try "nothing else:" 302
try "jetty-client 12.1.14:" 200 org.eclipse.jetty jetty-client 12.1.14
try "httpclient5 5.6.5:" 200 org.apache.httpcomponents.client5 httpclient5 5.6.5
try "reactor-netty-http 1.3.7:" 302 io.projectreactor.netty reactor-netty-http 1.3.7
exit "$failed"
