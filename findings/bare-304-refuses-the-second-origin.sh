#!/usr/bin/env bash
# A 304 without Access-Control-Allow-Origin, as Squid 5.7 and the "etag" middleware of Hono 4.13.19 give it,
# shuts one of two origins of a site out, in Chromium 156 and in Firefox 153 ESR, with "Vary: Origin" on everything.
#
# A 304 needs no more than Cache-Control, Content-Location, Date, ETag, Expires and Vary:
# https://www.rfc-editor.org/rfc/rfc9110#section-15.4.5. The browser sees from Vary that what it has is for the other
# origin, and asks with the ETag of just that (https://www.rfc-editor.org/rfc/rfc9111#section-4.1). After the 304 it
# goes by the headers that it has, with the other origin's name in Access-Control-Allow-Origin:
# https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch. curl shows a right answer for either origin, a
# page that is alone in its browser never fails, and it is no matter in which order Hono has "cors" and "etag".
#
# Seen: what two origins, by turns, make of one address; all have "Access-Control-Allow-Origin: <who asks>",
# "Vary: Origin", "Cache-Control: max-age=600" and an ETag (Chromium 156.0.8078.108, Firefox 153.8.0esr, Debian 12)
#   chromium, a server that has them on 304, too:   read read read read
#   chromium, the same behind Squid:                read refused read refused
#   chromium, Hono, cors around etag:               read refused read refused
#   chromium, Hono, etag around cors:               read refused read refused
#   firefox, a server that has them on 304, too:    read read read read
#   firefox, the same behind Squid:                 read refused read refused
#   firefox, Hono, cors around etag:                read refused read refused
#   firefox, Hono, etag around cors:                read refused read refused
#
# Exits with 0 if that is still so, 1 if not, 2 if it could not be tried.
set -euo pipefail
T="$(mktemp -d)" && chmod 777 "$T"
trap 'kill $(jobs -p) 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$T"' EXIT
unable() { echo "Not tried: $*" >&2; exit 2; }
failed=0
check() {
	printf '%-48s%s\n' "$1" "$2"
	[ "$2" = "$3" ] || { echo "  instead of: $3"; failed=1; }
}

command -v node >/dev/null && command -v npm >/dev/null || unable "Node.js"
mkdir "$T/debs" && cd "$T/debs"
apt-get -qq download chromium chromium-common firefox-esr squid squid-common squid-langpack libecap3 libtdb1 libltdl7 \
	libnetfilter-conntrack3 libnfnetlink0 >/dev/null 2>&1 || unable "Debian's packages"
for deb in *.deb; do dpkg -x "$deb" "$T/root"; done
cd "$T" && rm -rf debs
libraries="$(echo "$T"/root/usr/lib/*-linux-gnu)"
chromium="$T/root/usr/lib/chromium/chromium" firefox="$T/root/usr/lib/firefox-esr/firefox-esr" squid="$T/root/usr/sbin/squid"
"$chromium" --version 2>/dev/null | grep -F 'Chromium 156.' || unable "Chromium is not 156, or a library is missing"
"$firefox" --version 2>/dev/null | grep -F 'Firefox 153.' || unable "Firefox is not 153, or a library is missing"
LD_LIBRARY_PATH="$libraries" "$squid" -v 2>/dev/null | grep -F 'Version 5.7' || unable "Squid is not 5.7, or a library is missing"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund hono@4.13.19 @hono/node-server@2.1.9 >/dev/null 2>&1 || unable "the packages"

cat >servers.mjs <<'JS'
import http from 'node:http';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { etag } from 'hono/etag';

const listening = (server) => new Promise((done) => server.listen(0, '127.0.0.1', () => done(server.address().port)));
const named = (origin) => origin;

const plain = http.createServer((request, response) => {
	response.setHeader('Vary', 'Origin');
	response.setHeader('ETag', '"one"');
	response.setHeader('Cache-Control', 'max-age=600');
	if (request.headers.origin) {
		response.setHeader('Access-Control-Allow-Origin', request.headers.origin);
	}
	response.statusCode = (request.headers['if-none-match'] === '"one"') ? 304 : 200;
	response.end((response.statusCode === 200) ? 'content' : undefined);
});
const hono = (...handlers) => new Promise((done) => {
	const app = new Hono();
	handlers.forEach((handler) => app.use(handler));
	app.get('/', (context) => context.text('content', 200, { 'Cache-Control': 'max-age=600' }));
	serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => done(port));
});

// The page asks, then a frame of the other origin, then the page again.
const script = `
const other = new URLSearchParams(location.search).get('other'), target = new URLSearchParams(location.search).get('target');
const read = () => fetch(target).then((response) => response.text()).then(() => 'read', () => 'refused');
if (!other) {
	onmessage = async () => parent.postMessage(await read(), '*');
	parent.postMessage('ready', '*');
}
else {
	const message = () => new Promise((done) => onmessage = (event) => done(event.data));
	const frame = document.createElement('iframe');
	const visit = async () => {
		const ready = message(), seen = [];
		frame.src = other + '/?target=' + encodeURIComponent(target);
		document.body.append(frame);
		await ready;
		for (let turn = 0; turn < 2; turn++) {
			seen.push(await read());
			const answer = message();
			frame.contentWindow.postMessage('go', '*');
			seen.push(await answer);
		}
		fetch('/seen?' + seen.join('+'));
	};
	visit();
}`;
const pages = () => http.createServer((request, response) => {
	if (request.url.startsWith('/seen?')) {
		console.log('seen', request.url.split('?')[1].replaceAll('+', ' '));
	}
	response.setHeader('Content-Type', 'text/html');
	response.end('<body><script>' + script + '</script>');
});
const ports = {
	plain: await listening(plain),
	inside: await hono(cors({ origin: named }), etag()),
	outside: await hono(etag(), cors({ origin: named })),
	one: await listening(pages()),
	two: await listening(pages())
};
Object.entries(ports).forEach(([name, port]) => console.log(name, `http://127.0.0.1:${port}`));
console.log('all');
JS
node servers.mjs >servers.log 2>servers.err &
for _ in $(seq 100); do grep -qs '^all' servers.log && break; sleep 0.1; done
address() { sed -n "s/^$1 //p" servers.log; }
grep -q '^all' servers.log || unable "the servers do not start"

port="$(shuf -i 20000-31999 -n 1)"
cat >squid.conf <<CONF
http_port 127.0.0.1:$port accel vhost
cache_peer 127.0.0.1 parent $(address plain | grep -o '[0-9]*$') 0 no-query no-digest originserver
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
LD_LIBRARY_PATH="$libraries" "$squid" -N -f "$T/squid.conf" >squid.out 2>&1 &
cached="http://127.0.0.1:$port"
for _ in $(seq 100); do curl -sf -o /dev/null "$cached/ready" && break; sleep 0.1; done
# Other visitors have been there: Squid has an answer for either origin.
for origin in one two; do
	curl -sf -o /dev/null -H "Origin: $(address "$origin")" -H 'Accept-Encoding: gzip, deflate, br, zstd' "$cached/" ||
		unable "Squid does not answer"
done

# Opens the page of the first origin in a browser of its own: browser, name, address, what is expected.
visit() {
	local profile browser before url
	profile="$(mktemp -d -p "$T")"
	before="$(grep -c '^seen' servers.log || true)"
	url="$(address one)/?other=$(address two)&target=$3/"
	case "$1" in
		chromium) exec setsid "$chromium" --headless --no-sandbox --disable-gpu --user-data-dir="$profile" "$url" ;;
		firefox) HOME="$profile" exec setsid "$firefox" --headless --no-remote --profile "$profile" "$url" ;;
	esac >/dev/null 2>&1 &
	browser=$!
	for _ in $(seq 150); do
		[ "$(grep -c '^seen' servers.log)" = "$before" ] || break
		sleep 0.2
	done
	kill -9 -- "-$browser" 2>/dev/null || true
	wait "$browser" 2>/dev/null || true
	check "$1, $2:" "$(sed -n 's/^seen //p' servers.log | sed -n "$((before + 1))p")" "$4"
}
for browser in chromium firefox; do
	visit "$browser" "a server that has them on 304, too" "$(address plain)" "read read read read"
	visit "$browser" "the same behind Squid" "$cached" "read refused read refused"
	visit "$browser" "Hono, cors around etag" "$(address inside)" "read refused read refused"
	visit "$browser" "Hono, etag around cors" "$(address outside)" "read refused read refused"
done
exit "$failed"
