#!/usr/bin/env bash
# Squid 5.7 with negative_ttl serves an error that says "Cache-Control: no-cache" again without asking.
#
# "no-cache" allows to store an answer and forbids to use it without asking the server:
# https://www.rfc-editor.org/rfc/rfc9111#section-5.2.2.4. Squid keeps to it for a 200, and with
# negative_ttl not for errors: a 403 or 404 that has long become a 200 goes on for as long as the
# setting says. It keeps to "max-age=0", "private" and "no-store" in the same place.
#
# Seen: how many of two requests reached the server
#   200 no-cache:                     2
#   403 no-cache:                     1
#   404 no-cache:                     1
#   503 no-cache:                     1
#   403 max-age=0:                    2
#   403 private:                      2
#   403 no-store:                     2
#
# Exits with 0 if that is still so, 1 if not, 2 if it could not be tried.
set -uo pipefail
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

cat >"$T/Page.java" <<'JAVA'
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.file.*;
public class Page {
	public static void main(String[] arguments) throws Exception {
		HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0])), 0);
		server.createContext("/", (exchange) -> {
			String[] asked = exchange.getRequestURI().getPath().split("/");
			Files.writeString(Path.of("arrived"), exchange.getRequestURI() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
			byte[] body = "The page".getBytes();
			if (asked.length > 2) {
				exchange.getResponseHeaders().set("Cache-Control", asked[2]);
			}
			exchange.sendResponseHeaders((asked.length > 1) ? Integer.parseInt(asked[1]) : 200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		server.start();
	}
}
JAVA
cd "$T" && application="$(port)" cache="$(port)"
java Page.java "$application" 2>"$T/page.log" &
ready "$application" || { cat page.log >&2; unable "the server does not answer"; }
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
negative_ttl 60 seconds
CONF

LD_LIBRARY_PATH="$libraries" "$squid" -N -f "$T/squid.conf" >"$T/squid.out" 2>&1 &
ready "$cache" || { cat squid.log squid.out >&2; unable "Squid does not answer"; }

arrivals() {
	curl -s "http://127.0.0.1:$cache$1" >/dev/null
	curl -s "http://127.0.0.1:$cache$1" >/dev/null
	grep -cxF "$1" arrived
}
check '200 no-cache:' "$(arrivals /200/no-cache)" 2
check '403 no-cache:' "$(arrivals /403/no-cache)" 1
check '404 no-cache:' "$(arrivals /404/no-cache)" 1
check '503 no-cache:' "$(arrivals /503/no-cache)" 1
check '403 max-age=0:' "$(arrivals /403/max-age=0)" 2
check '403 private:' "$(arrivals /403/private)" 2
check '403 no-store:' "$(arrivals /403/no-store)" 2
exit "$failed"
