#!/usr/bin/env bash
# Squid 5.7 stores nothing that Reactor Netty 1.3.8 serves, whatever Cache-Control says, because
# Reactor Netty sends no Date.
#
# "Origin servers with a clock MUST send Date", and a cache that gets none "MUST record the time it was
# received": https://www.rfc-editor.org/rfc/rfc9110#section-6.6.1. Neither does. It is what Spring WebFlux
# and Spring Cloud Gateway run on; nothing is logged, and Tomcat in the same place is stored.
#
# Seen: how many of two requests reached the server
#   max-age=60:                       2
#   public, max-age=60, ETag:         2
#   max-age=60 and Date:              1
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

mkdir "$T/debs" && cd "$T/debs" && apt-get -qq download squid squid-common squid-langpack libecap3 libtdb1 libltdl7 \
	libnetfilter-conntrack3 libnfnetlink0 >/dev/null 2>&1 || unable "Debian's packages"
for deb in *.deb; do dpkg -x "$deb" "$T/root"; done
libraries="$(echo "$T"/root/usr/lib/*-linux-gnu)"
squid="$T/root/usr/sbin/squid"
LD_LIBRARY_PATH="$libraries" "$squid" -v 2>/dev/null | head -n 1 | grep -F 'Version 5.7' || unable "Squid is not 5.7, or a library is missing"

cat >"$T/pom.xml" <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
<dependencyManagement><dependencies>
<dependency><groupId>io.netty</groupId><artifactId>netty-bom</artifactId><version>4.2.18.Final</version><type>pom</type><scope>import</scope></dependency>
</dependencies></dependencyManagement><dependencies>
<dependency><groupId>io.projectreactor.netty</groupId><artifactId>reactor-netty-http</artifactId><version>1.3.8</version></dependency>
</dependencies></project>
POM
cat >"$T/Page.java" <<'JAVA'
import java.nio.file.*;
import java.time.*;
import java.time.format.DateTimeFormatter;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;
public class Page {
	private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", java.util.Locale.US);
	public static void main(String[] arguments) {
		HttpServer.create().host("127.0.0.1").port(Integer.parseInt(arguments[0])).handle((request, response) -> {
			try {
				Files.writeString(Path.of("arrived"), request.uri() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
			}
			catch (java.io.IOException ex) {
				throw new java.io.UncheckedIOException(ex);
			}
			response.header("Cache-Control", request.uri().equals("/tagged") ? "public, max-age=60" : "max-age=60");
			if (request.uri().equals("/tagged")) {
				response.header("ETag", "\"one\"");
			}
			if (request.uri().equals("/dated")) {
				response.header("Date", DATE.format(ZonedDateTime.now(ZoneOffset.UTC)));
			}
			return response.sendString(Mono.just("The page"));
		}).bindNow().onDispose().block();
	}
}
JAVA
cd "$T" && "$maven" -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
	-DoutputDirectory=lib >/dev/null 2>&1 || unable "Maven's artifacts"
application="$(port)" cache="$(port)"
java -cp 'lib/*' Page.java "$application" >"$T/page.log" 2>&1 &
ready "$application" || { cat page.log >&2; unable "Reactor Netty does not answer"; }
cat >"$T/squid.conf" <<CONF
http_port 127.0.0.1:$cache accel vhost
cache_peer 127.0.0.1 parent $application 0 no-query no-digest originserver
http_access allow all
icp_port 0
access_log none
cache_log $T/squid.log
pid_filename $T/squid.pid
coredump_dir $T
netdb_filename none
pinger_enable off
mime_table $T/root/usr/share/squid/mime.conf
icon_directory $T/root/usr/share/squid/icons
error_directory $T/root/usr/share/squid-langpack/templates
visible_hostname finding.example
shutdown_lifetime 0 seconds
CONF

LD_LIBRARY_PATH="$libraries" "$squid" -N -f "$T/squid.conf" >"$T/squid.out" 2>&1 &
ready "$cache" || { cat squid.log squid.out >&2; unable "Squid does not answer"; }

arrivals() {
	curl -s "http://127.0.0.1:$cache$1" >/dev/null
	curl -s "http://127.0.0.1:$cache$1" >/dev/null
	grep -cxF "$1" arrived
}
check 'max-age=60:' "$(arrivals /page)" 2
check 'public, max-age=60, ETag:' "$(arrivals /tagged)" 2
check 'max-age=60 and Date:' "$(arrivals /dated)" 1
exit "$failed"
