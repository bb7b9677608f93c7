#!/usr/bin/env bash
# A page posts to its own server, which redirects to another one with 307. Chromium 156 names the page as the
# Origin there if it was a fetch, and says "null" if it was a form. Firefox 153 ESR names the page both times.
#
# The standard has one rule for both (https://fetch.spec.whatwg.org/#concept-request-tainted-origin): the first
# hop that leaves the page's own origin taints nothing. A server that knows its partners' forms by Origin
# sees "null" from one of the two, and from the same page's scripts never.
#
# Seen (Chromium 156.0.8078.108, Firefox 153.8.0esr, Debian 12):
#   chromium, form, straight there:     the page
#   chromium, form, redirected:         null
#   chromium, fetch, redirected:        the page
#   firefox, form, straight there:      the page
#   firefox, form, redirected:          the page
#   firefox, fetch, redirected:         the page
#
# Exits with 0 if that is still so, 1 if not, 2 if it could not be tried.
set -uo pipefail
T="$(mktemp -d)" && chmod 755 "$T"
trap 'kill $(jobs -p) 2>/dev/null; wait 2>/dev/null; rm -rf "$T"' EXIT
unable() { echo "Not tried: $*" >&2; exit 2; }
failed=0
check() {
	printf '%-36s%s\n' "$1" "$2"
	[ "$2" = "$3" ] || { echo "  instead of: $3"; failed=1; }
}

mkdir "$T/debs" && cd "$T/debs" && apt-get -qq download chromium chromium-common firefox-esr >/dev/null 2>&1 ||
	unable "Debian's packages"
for deb in *.deb; do dpkg -x "$deb" "$T/root"; done
cd "$T" && rm -rf debs
chromium="$T/root/usr/lib/chromium/chromium" firefox="$T/root/usr/lib/firefox-esr/firefox-esr"
"$chromium" --version 2>/dev/null | grep -F 'Chromium 156.' || unable "Chromium is not 156, or a library is missing"
"$firefox" --version 2>/dev/null | grep -F 'Firefox 153.' || unable "Firefox is not 153, or a library is missing"

cat >"$T/servers.py" <<'PYTHON'
import http.server, threading, time

FORM = '<form method=post action="%s"><input name=a value=1></form><script>document.forms[0].submit()</script>'
PAGES = {
    "/straight": lambda: FORM % (there() + "/there/straight"),
    "/form": lambda: FORM % "/redirect/form",
    "/fetch": lambda: '<script>fetch("/redirect/fetch", { method: "POST", body: "a=1" })</script>',
}

class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *arguments):
        pass
    def answer(self, status, body="", location=None):
        self.send_response(status)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body.encode())
    def do_GET(self):
        page = PAGES.get(self.path)
        self.answer(200, page()) if page else self.answer(404)
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        if self.path.startswith("/redirect/"):
            return self.answer(307, location=there() + self.path.replace("redirect", "there"))
        origin = self.headers["Origin"]
        print(self.path.split("/")[2], "the page" if origin == address(pages) else origin, flush=True)
        self.answer(200)

def address(server):
    return "http://127.0.0.1:%d" % server.server_port

def there():
    return address(others)

pages, others = (http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) for _ in range(2))
for server in (pages, others):
    threading.Thread(target=server.serve_forever, daemon=True).start()
print("pages", address(pages), flush=True)
time.sleep(300)
PYTHON

visit() {
	local profile browser
	profile="$(mktemp -d -p "$T")"
	case "$1" in
		chromium) exec setsid "$chromium" --headless --no-sandbox --disable-gpu --user-data-dir="$profile" "$2" ;;
		firefox) HOME="$profile" exec setsid "$firefox" --headless --no-remote --profile "$profile" "$2" ;;
	esac >/dev/null 2>&1 &
	browser=$!
	for _ in $(seq 150); do
		grep -q "^$3 " "$T/$1.log" && break
		sleep 0.2
	done
	kill -9 -- "-$browser" 2>/dev/null
	wait "$browser" 2>/dev/null
}
for browser in chromium firefox; do
	python3 "$T/servers.py" >"$T/$browser.log" 2>"$T/servers.err" &
	for _ in $(seq 50); do grep -q '^pages' "$T/$browser.log" && break; sleep 0.1; done
	pages="$(sed -n 's/^pages //p' "$T/$browser.log")"
	[ -n "$pages" ] || unable "the servers do not start"
	for way in straight form fetch; do visit "$browser" "$pages/$way" "$way"; done
	seen() { sed -n "s/^$1 //p" "$T/$browser.log" | head -n 1; }
	check "$browser, form, straight there:" "$(seen straight)" "the page"
	check "$browser, form, redirected:" "$(seen form)" "$([ "$browser" = chromium ] && echo null || echo "the page")"
	check "$browser, fetch, redirected:" "$(seen fetch)" "the page"
done
exit "$failed"
