#!/usr/bin/env bash
# Reactor Netty 1.3.8 compresses without saying so: no "Vary: Accept-Encoding".
#
# HttpServer.compress(true), which is what "server.compression.enabled" is in Spring WebFlux, answers
# with gzip or without by Accept-Encoding, and says in neither answer that it does, under one strong
# ETag. A cache in front gives what it stored first to everybody: gzip to clients that can't read it.
# Tomcat and Jetty send Vary: https://www.rfc-editor.org/rfc/rfc9110#section-12.5.5
# Behind nginx it stays hidden until "proxy_http_version 1.1" is set, because Netty does not compress
# for HTTP/1.0, which nginx 1.22 speaks by default.
#
# Seen:
#   directly, gzip:                   encoding gzip, no Vary, ETag "one"
#   directly, plain:                  no encoding, no Vary, ETag "one"
#   nginx, HTTP/1.1, gzip first:      encoding gzip
#   the same, plain client:           encoding gzip
#   nginx, HTTP/1.0, plain client:    no encoding
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
<dependency><groupId>io.netty</groupId><artifactId>netty-bom</artifactId><version>4.2.18.Final</version><type>pom</type><scope>import</scope></dependency>
</dependencies></dependencyManagement><dependencies>
<dependency><groupId>io.projectreactor.netty</groupId><artifactId>reactor-netty-http</artifactId><version>1.3.8</version></dependency>
</dependencies></project>
POM
cat >"$T/Page.java" <<'JAVA'
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;
public class Page {
	public static void main(String[] arguments) {
		HttpServer.create().host("127.0.0.1").port(Integer.parseInt(arguments[0])).compress(true)
			.handle((request, response) -> response.header("Content-Type", "text/plain").header("ETag", "\"one\"")
				.header("Cache-Control", "max-age=60").sendString(Mono.just("The whole page. ".repeat(100))))
			.bindNow().onDispose().block();
	}
}
JAVA
cd "$T" && "$maven" -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
	-DoutputDirectory=lib >/dev/null 2>&1 || unable "Maven's artifacts"
application="$(port)" cache="$(port)"
java -cp 'lib/*' Page.java "$application" >"$T/page.log" 2>&1 &
ready "$application" || { cat page.log >&2; unable "Reactor Netty does not answer"; }
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
			proxy_http_version 1.1;
			proxy_set_header Connection "";
		}
		location /by-default {
			proxy_pass http://127.0.0.1:$application;
			proxy_cache answers;
		}
	}
}
CONF
"$nginx" -e "$T/nginx.log" -p "$T" -c "$T/nginx.conf" &
ready "$cache" || { cat nginx.log >&2; unable "nginx does not answer"; }

encoding() {
	curl -s -o /dev/null -D "$T/head" -H "Accept-Encoding: $2" "http://127.0.0.1:$1"
	grep -qi '^content-encoding: gzip' "$T/head" && echo 'encoding gzip' || echo 'no encoding'
}
said() {
	grep -qi '^vary:' "$T/head" && printf ', Vary' || printf ', no Vary'
	printf ', ETag %s' "$(tr -d '\r' <"$T/head" | sed -n 's/^ETag: //Ip')"
}
check 'directly, gzip:' "$(encoding "$application/" gzip; )$(said)" 'encoding gzip, no Vary, ETag "one"'
check 'directly, plain:' "$(encoding "$application/" identity)$(said)" 'no encoding, no Vary, ETag "one"'
check 'nginx, HTTP/1.1, gzip first:' "$(encoding "$cache/page" gzip)" 'encoding gzip'
check 'the same, plain client:' "$(encoding "$cache/page" identity)" 'encoding gzip'
encoding "$cache/by-default" gzip >/dev/null
check 'nginx, HTTP/1.0, plain client:' "$(encoding "$cache/by-default" identity)" 'no encoding'
exit "$failed"
