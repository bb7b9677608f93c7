#!/usr/bin/env bash
# Jetty 12.1.14 behind Squid 5.7: once an answer has been revalidated, everybody gets it empty.
#
# A servlet that answers a conditional request with setStatus(304), as frameworks do, sends
# "Content-Length: 0" on Jetty; RFC 9110 8.6 allows a 304 no other length than that of the 200:
# https://www.rfc-editor.org/rfc/rfc9110#section-8.6. Squid copies it into the answer that it has
# stored, which RFC 9111 3.2 excepts: https://www.rfc-editor.org/rfc/rfc9111#section-3.2.
# With flushBuffer() after setStatus(304) the header is not there, and nothing is lost.
#
# Seen:
#   directly, conditional:  304 Content-Length: 0
#   through Squid, first:   200 "The whole page"
#   through Squid, second:  200 ""
#   flushed, second:        200 "The whole page"
#
# Exits with 0 if that is still so, 1 if not, 2 if it could not be tried.
set -uo pipefail
maven="$(command -v mvn || echo "$(cd "$(dirname "$0")/.." && pwd)/mvnw")"
T="$(mktemp -d)" && chmod 777 "$T"
trap 'kill $(jobs -p) 2>/dev/null; wait 2>/dev/null; rm -rf "$T"' EXIT
unable() { echo "Not tried: $*" >&2; exit 2; }
port() { shuf -i 20000-31999 -n 1; }
ready() { local i; for i in $(seq 300); do curl -sf -o /dev/null "http://127.0.0.1:$1/" && return; sleep 0.2; done; return 1; }

mkdir "$T/debs" && cd "$T/debs" && apt-get -qq download squid squid-common squid-langpack libecap3 libtdb1 libltdl7 \
	libnetfilter-conntrack3 libnfnetlink0 >/dev/null 2>&1 || unable "Debian's packages"
for deb in *.deb; do dpkg -x "$deb" "$T/root"; done
libraries="$(echo "$T"/root/usr/lib/*-linux-gnu)"
squid="$T/root/usr/sbin/squid"
LD_LIBRARY_PATH="$libraries" "$squid" -v 2>/dev/null | head -n 1 | grep -F 'Version 5.7' || unable "Squid is not 5.7, or a library is missing"

cat >"$T/pom.xml" <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>finding</groupId><artifactId>finding</artifactId><version>1</version><dependencies>
<dependency><groupId>org.eclipse.jetty.ee11</groupId><artifactId>jetty-ee11-servlet</artifactId><version>12.1.14</version></dependency>
<dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
</dependencies></project>
POM
cat >"$T/Page.java" <<'JAVA'
import jakarta.servlet.http.*;
import org.eclipse.jetty.ee11.servlet.*;
import org.eclipse.jetty.server.*;
public class Page {
	public static void main(String[] arguments) throws Exception {
		Server server = new Server(new java.net.InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0])));
		ServletContextHandler context = new ServletContextHandler();
		context.addServlet(new HttpServlet() {
			protected void doGet(HttpServletRequest request, HttpServletResponse response) throws java.io.IOException {
				response.setHeader("ETag", "\"one\"");
				response.setHeader("Cache-Control", "no-cache");
				if ("\"one\"".equals(request.getHeader("If-None-Match"))) {
					response.setStatus(304);
					if (request.getRequestURI().equals("/flushed")) {
						response.flushBuffer();
					}
					return;
				}
				response.setContentType("text/plain");
				response.getOutputStream().print("The whole page");
			}
		}, "/*");
		server.setHandler(context);
		server.start();
		System.out.println("Jetty " + Server.getVersion());
	}
}
JAVA
cd "$T" && "$maven" -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
	-DoutputDirectory=lib >/dev/null 2>&1 || unable "Maven's artifacts"
jetty="$(port)" cache="$(port)"
java -cp 'lib/*' Page.java "$jetty" 2>"$T/jetty.log" &
ready "$jetty" || { cat jetty.log >&2; unable "Jetty does not answer"; }
cat >"$T/squid.conf" <<CONF
http_port 127.0.0.1:$cache accel vhost
cache_peer 127.0.0.1 parent $jetty 0 no-query no-digest originserver
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

failed=0
check() {
	printf '%-24s%s\n' "$1" "$2"
	[ "$2" = "$3" ] || { echo "  instead of: $3"; failed=1; }
}
get() { local answer; answer="$(curl -s -w '\n%{http_code}' "http://127.0.0.1:$cache$1")"; printf '%s "%s"' "${answer##*$'\n'}" "${answer%$'\n'*}"; }
check 'directly, conditional:' "304 $(curl -si -H 'If-None-Match: "one"' "http://127.0.0.1:$jetty/" |
	tr -d '\r' | grep -i '^Content-Length')" '304 Content-Length: 0'
check 'through Squid, first:' "$(get /page)" '200 "The whole page"'
check 'through Squid, second:' "$(get /page)" '200 ""'
get /flushed >/dev/null
check 'flushed, second:' "$(get /flushed)" '200 "The whole page"'
exit "$failed"
