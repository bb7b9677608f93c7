#!/usr/bin/env bash
# Chromium 156 gives a fetch() with "Authorization" what <link rel=preload as=fetch crossorigin> has loaded without:
# there is no preflight, the token is never sent, and the page shows the content for nobody. Only the first such
# fetch() is hit. Firefox 153 ESR sends a preflight and the token.
#
# A preload serves a request only if "request's unsafe-request flag is not set or request's header list is empty", and
# fetch() sets that flag: https://fetch.spec.whatwg.org/#concept-fetch. "Cache-Control: no-store" and "Vary:
# Authorization" speak to the HTTP cache and do not help, nor does { cache: 'no-store' }. It is no matter of CORS alone: a
# page's own server gets no token in the same way. Another credentials mode than the preload's helps.
#
# Seen: what arrives for a preload and a fetch(), and what the page reads; the server says for whom it answers, with
# "Cache-Control: no-store" and "Vary: Authorization, Origin" (Chromium 156.0.8078.108, Firefox 153.8.0esr, Debian 12)
#   chromium, no preload:             OPTIONS GET+token, for me
#   chromium, preload:                GET, for nobody
#   chromium, read once more:         for me
#   chromium, preload, "no-store":    GET, for nobody
#   chromium, preload, own origin:    GET, for nobody
#   chromium, preload, other mode:    GET OPTIONS GET+token, for me
#   firefox, no preload:              OPTIONS GET+token, for me
#   firefox, preload:                 GET OPTIONS GET+token, for me
#   firefox, read once more:          for me
#   firefox, preload, "no-store":     GET OPTIONS GET+token, for me
#   firefox, preload, own origin:     GET GET+token, for me
#   firefox, preload, other mode:     GET OPTIONS GET+token, for me
#
# Exits with 0 if that is still so, 1 if not, 2 if it could not be tried.
set -euo pipefail
T="$(mktemp -d)" && chmod 755 "$T"
trap 'kill $(jobs -p) 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$T"' EXIT
unable() { echo "Not tried: $*" >&2; exit 2; }
failed=0
check() {
	printf '%-34s%s\n' "$1" "$2"
	[ "$2" = "$3" ] || { echo "  instead of: $3"; failed=1; }
}

mkdir "$T/debs" && cd "$T/debs" && apt-get -qq download chromium chromium-common firefox-esr >/dev/null 2>&1 ||
	unable "Debian's packages"
for deb in *.deb; do dpkg -x "$deb" "$T/root"; done
cd "$T" && rm -rf debs
chromium="$T/root/usr/lib/chromium/chromium" firefox="$T/root/usr/lib/firefox-esr/firefox-esr"
"$chromium" --version 2>/dev/null | grep -F 'Chromium 156.' || unable "Chromium is not 156, or a library is missing"
"$firefox" --version 2>/dev/null | grep -F 'Firefox 153.' || unable "Firefox is not 153, or a library is missing"

cat >servers.py <<'PYTHON'
import http.server, threading, time

SCRIPT = """<head></head><script>
const api = '%s';
const preloaded = (address) => new Promise((done, failed) => {
	const link = document.createElement('link');
	Object.assign(link, { rel: 'preload', as: 'fetch', crossOrigin: 'anonymous', href: address, onload: done, onerror: failed });
	document.head.append(link);
});
const read = async (name, address, options) => {
	const content = await fetch(address, { headers: { Authorization: 'me' }, ...options })
		.then((response) => response.text(), () => 'rejected');
	await fetch('/seen/' + name + '?' + encodeURIComponent(new URL(address, location).pathname) + '&' + content.replaceAll(' ', '+'));
};
(async () => {
	await read('none', api + '/api/none');
	await preloaded(api + '/api/preload');
	await read('preload', api + '/api/preload');
	await read('again', api + '/api/preload');
	await preloaded(api + '/api/no-store');
	await read('no-store', api + '/api/no-store', { cache: 'no-store' });
	await preloaded('/api/own');
	await read('own', '/api/own');
	await preloaded(api + '/api/mode');
	await read('mode', api + '/api/mode', { credentials: 'include' });
	await fetch('/seen/end?&');
})();
</script>"""

class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 65536
    arrived = {}
    def log_message(self, *arguments):
        pass
    def answer(self, status, body="", **headers):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if self.headers["Origin"]:
            self.send_header("Access-Control-Allow-Origin", self.headers["Origin"])
            self.send_header("Access-Control-Allow-Credentials", "true")
        self.end_headers()
        self.wfile.write(body.encode())
    def do_OPTIONS(self):
        Handler.arrived.setdefault(self.path, []).append("OPTIONS")
        self.answer(204, Access_Control_Allow_Headers="Authorization", Access_Control_Max_Age="600")
    def do_GET(self):
        if self.path.startswith("/api/"):
            token = self.headers["Authorization"]
            Handler.arrived.setdefault(self.path, []).append("GET+token" if token else "GET")
            return self.answer(200, "for " + (token or "nobody"), Cache_Control="no-store", Vary="Authorization, Origin")
        if self.path.startswith("/seen/"):
            name, seen = self.path.removeprefix("/seen/").split("?")
            path, content = seen.split("&")
            arrived = Handler.arrived.pop(path.replace("%2F", "/"), [])
            print(name, " ".join(arrived) + ", " + content.replace("+", " "), flush=True)
        self.answer(200, SCRIPT % address(apis), Content_Type="text/html")

def address(server):
    return "http://127.0.0.1:%d" % server.server_port

pages, apis = (http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) for _ in range(2))
for server in (pages, apis):
    threading.Thread(target=server.serve_forever, daemon=True).start()
print("pages", address(pages), flush=True)
time.sleep(300)
PYTHON

for browser in chromium firefox; do
	python3 servers.py >"$browser.log" 2>servers.err &
	for _ in $(seq 50); do grep -qs '^pages' "$browser.log" && break; sleep 0.1; done
	pages="$(sed -n 's/^pages //p' "$browser.log")"
	[ -n "$pages" ] || unable "the servers do not start"
	profile="$(mktemp -d -p "$T")"
	case "$browser" in
		chromium) exec setsid "$chromium" --headless --no-sandbox --disable-gpu --user-data-dir="$profile" "$pages/" ;;
		firefox) HOME="$profile" exec setsid "$firefox" --headless --no-remote --profile "$profile" "$pages/" ;;
	esac >/dev/null 2>&1 &
	process=$!
	for _ in $(seq 250); do grep -q '^end' "$browser.log" && break; sleep 0.2; done
	kill -9 -- "-$process" 2>/dev/null || true
	wait "$process" 2>/dev/null || true
	seen() { sed -n "s/^$1 //p" "$browser.log"; }
	of() { [ "$browser" = chromium ] && echo "$1" || echo "$2"; }
	check "$browser, no preload:" "$(seen none)" "OPTIONS GET+token, for me"
	check "$browser, preload:" "$(seen preload)" "$(of "GET, for nobody" "GET OPTIONS GET+token, for me")"
	check "$browser, read once more:" "$(seen again | sed 's/.*, //')" "for me"
	check "$browser, preload, \"no-store\":" "$(seen no-store)" "$(of "GET, for nobody" "GET OPTIONS GET+token, for me")"
	check "$browser, preload, own origin:" "$(seen own)" "$(of "GET, for nobody" "GET GET+token, for me")"
	check "$browser, preload, other mode:" "$(seen mode)" "GET OPTIONS GET+token, for me"
done
exit "$failed"
