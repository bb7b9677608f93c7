#!/usr/bin/env bash
# A page in Firefox 153 ESR reads an address of another site with "max-age", writes to it, and reads the old content
# until that age is over. With a server of its own site it reads the new. Chromium 156 reads the new from both, except
# after a PUT without a body.
#
# "A cache MUST invalidate the target URI [...] when it receives a non-error status code in response to an unsafe request
# method": https://www.rfc-editor.org/rfc/rfc9111#section-4.4. Firefox keeps what a page has of other sites apart from
# the rest (https://fetch.spec.whatwg.org/#http-cache-partitions), and the write does not reach that part, for
# whatever method, with credentials or without. A test in which page and API are "localhost" with two ports has two
# origins, and does not show it: ports make no site. fetch(url, { cache: 'no-cache' }) after the write helps.
#
# Seen: what is read after a write (all with "Cache-Control: max-age=600"; Chromium 156.0.8078.108, Firefox
# 153.8.0esr, Debian 12)
#                                              POST PUT PATCH DELETE, PUT without a body
#   chromium, the page's own origin:           new new new new, old
#   chromium, another origin of the site:      new new new new, old
#   chromium, another site:                    new new new new, old
#   chromium, another site, with credentials:  new new new new, old
#   chromium, another site, "no-cache":        new new new new, new
#   firefox, the page's own origin:            new new new new, new
#   firefox, another origin of the site:       new new new new, new
#   firefox, another site:                     old old old old, old
#   firefox, another site, with credentials:   old old old old, old
#   firefox, another site, "no-cache":         new new new new, new
#
# Exits with 0 if that is still so, 1 if not, 2 if it could not be tried.
set -euo pipefail
T="$(mktemp -d)" && chmod 755 "$T"
trap 'kill $(jobs -p) 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$T"' EXIT
unable() { echo "Not tried: $*" >&2; exit 2; }
failed=0
check() {
	printf '%-43s%s\n' "$1" "$2"
	[ "$2" = "$3" ] || { echo "  instead of: $3"; failed=1; }
}

mkdir "$T/debs" && cd "$T/debs" && apt-get -qq download chromium chromium-common firefox-esr >/dev/null 2>&1 ||
	unable "Debian's packages"
for deb in *.deb; do dpkg -x "$deb" "$T/root"; done
cd "$T" && rm -rf debs
chromium="$T/root/usr/lib/chromium/chromium" firefox="$T/root/usr/lib/firefox-esr/firefox-esr"
"$chromium" --version 2>/dev/null | grep -F 'Chromium 156.' || unable "Chromium is not 156, or a library is missing"
"$firefox" --version 2>/dev/null | grep -F 'Firefox 153.' || unable "Firefox is not 153, or a library is missing"

# The pages are those of http://localhost: the same with another port is the same site, http://127.0.0.1 is not.
cat >servers.py <<'PYTHON'
import http.server, threading, time

SCRIPT = """<script>
const port = %d;
let addresses = 0;
const written = async (server, options, again, method, body) => {
	const address = server + '/api/' + addresses++;
	const read = (more) => fetch(address, { ...options, ...more }).then((response) => response.text());
	const before = await read();
	if (await read() !== before) {
		return 'uncached';
	}
	await fetch(address, { ...options, method, body }).then((response) => response.text());
	// A cache may take its time.
	for (let tries = 0; tries < 20; tries++) {
		if (await read(again) !== before) {
			return 'new';
		}
		await new Promise((done) => setTimeout(done, 50));
	}
	return 'old';
};
const all = async (name, server, options = {}, again = {}) => {
	const seen = [];
	for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
		seen.push(await written(server, options, again, method, 'content'));
	}
	const bare = await written(server, options, again, 'PUT');
	await fetch('/seen/' + name + '/' + seen.join('+') + ',+' + bare);
};
(async () => {
	const other = 'http://127.0.0.1:' + port;
	await all('own', location.origin);
	await all('site', 'http://localhost:' + port);
	await all('other', other);
	await all('credentials', other, { credentials: 'include' });
	await all('no-cache', other, {}, { cache: 'no-cache' });
	await fetch('/seen/end/end');
})();
</script>"""

class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 65536
    writes = {}
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
    def do_GET(self):
        if self.path.startswith("/seen/"):
            print(*self.path.split("/")[2:], flush=True)
        if self.path.startswith("/api/"):
            content = "written %d times" % Handler.writes.get(self.path, 0)
            return self.answer(200, content, Cache_Control="max-age=600", Vary="Origin")
        self.answer(200, SCRIPT % others.server_port, Content_Type="text/html")
    def do_OPTIONS(self):
        self.answer(204, Access_Control_Allow_Methods="PUT, PATCH, DELETE")
    def do_PUT(self):
        self.rfile.read(int(self.headers["Content-Length"] or 0))
        Handler.writes[self.path] = Handler.writes.get(self.path, 0) + 1
        self.answer(200, "done")
    do_POST = do_PATCH = do_DELETE = do_PUT

pages, others = (http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) for _ in range(2))
for server in (pages, others):
    threading.Thread(target=server.serve_forever, daemon=True).start()
print("pages", "http://localhost:%d" % pages.server_port, flush=True)
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
	seen() { sed -n "s/^$1 //p" "$browser.log" | tr + ' '; }
	bare="$([ "$browser" = chromium ] && echo old || echo new)"
	kept="$([ "$browser" = chromium ] && echo "new new new new, old" || echo "old old old old, old")"
	check "$browser, the page's own origin:" "$(seen own)" "new new new new, $bare"
	check "$browser, another origin of the site:" "$(seen site)" "new new new new, $bare"
	check "$browser, another site:" "$(seen other)" "$kept"
	check "$browser, another site, with credentials:" "$(seen credentials)" "$kept"
	check "$browser, another site, \"no-cache\":" "$(seen no-cache)" "new new new new, new"
done
exit "$failed"
