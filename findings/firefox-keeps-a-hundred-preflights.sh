#!/usr/bin/env bash
# Firefox 153 ESR keeps the answers to a hundred preflights; each further one takes the place of another. A page that
# goes round 101 addresses (a table with a PUT for each row, a poll of each item) has a preflight before every request,
# with whatever Access-Control-Max-Age; with 100 addresses it has none after the first round.
#
# The standard lets an entry go early and names no number: https://fetch.spec.whatwg.org/#cors-preflight-cache. An
# address is the whole URL with its query: ?page=1 and ?page=2 are two. What a frame of another origin asks for counts,
# too. Chromium 156 shows nothing of it here, and a test with three addresses shows it in neither.
#
# Seen: preflights (all with "Access-Control-Max-Age: 600"; Chromium 156.0.8078.108, Firefox 153.8.0esr, Debian 12)
#   chromium, third round of 100:         0
#   chromium, third round of 101:         0
#   chromium, one address, again:         0
#   chromium, after 100 of a frame:       0
#   firefox, third round of 100:          0
#   firefox, third round of 101:          101
#   firefox, one address, again:          0
#   firefox, after 100 of a frame:        1
#
# Exits with 0 if that is still so, 1 if not, 2 if it could not be tried.
set -euo pipefail
T="$(mktemp -d)" && chmod 755 "$T"
trap 'kill $(jobs -p) 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$T"' EXIT
unable() { echo "Not tried: $*" >&2; exit 2; }
failed=0
check() {
	printf '%-38s%s\n' "$1" "$2"
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

SCRIPT = """<body><script>
const api = '%s', other = '%s';
const put = (path) => fetch(api + path, { method: 'PUT' }).then((response) => response.text());
const preflights = () => fetch(api + '/preflights').then((response) => response.text());
const round = async (name, addresses) => {
	for (let address = 0; address < addresses; address++) {
		await put('/' + name + '?' + address);
	}
};
const third = async (addresses) => {
	await round(addresses, addresses);
	await round(addresses, addresses);
	await preflights();
	await round(addresses, addresses);
	return preflights();
};
const page = async () => {
	// A browser that has just started may keep no answer yet.
	for (let tries = 0, kept = 0; tries < 500 && kept < 10; tries++) {
		await put('/ready');
		kept = (await preflights() === '0') ? kept + 1 : 0;
	}
	const seen = [await third(100), await third(101)];
	await put('/one');
	await preflights();
	await put('/one');
	seen.push(await preflights());
	const frame = document.createElement('iframe'), done = new Promise((resolve) => onmessage = resolve);
	frame.src = other + '/frame';
	document.body.append(frame);
	await done;
	await preflights();
	await put('/one');
	seen.push(await preflights());
	fetch('/seen?' + seen.join('+'));
};
(location.pathname === '/frame') ? round('frame', 100).then(() => parent.postMessage('done', '*')) : page();
</script>"""

class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 65536
    def log_message(self, *arguments):
        pass
    def answer(self, status, body="", **headers):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body.encode())

class Api(Handler):
    preflights = 0
    def do_OPTIONS(self):
        Api.preflights += 1
        self.answer(204, Access_Control_Allow_Origin="*", Access_Control_Allow_Methods="PUT", Access_Control_Max_Age="600")
    def do_GET(self):
        seen, Api.preflights = Api.preflights, 0
        self.answer(200, str(seen), Access_Control_Allow_Origin="*", Cache_Control="no-store")
    def do_PUT(self):
        self.answer(200, "done", Access_Control_Allow_Origin="*")

class Pages(Handler):
    def do_GET(self):
        if self.path.startswith("/seen?"):
            print("seen", self.path.split("?")[1].replace("+", " "), flush=True)
        self.answer(200, SCRIPT % (address(api), address(others)), Content_Type="text/html")

def address(server):
    return "http://127.0.0.1:%d" % server.server_port

api = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Api)
pages, others = (http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages) for _ in range(2))
for server in (api, pages, others):
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
	for _ in $(seq 300); do grep -q '^seen' "$browser.log" && break; sleep 0.2; done
	kill -9 -- "-$process" 2>/dev/null || true
	wait "$process" 2>/dev/null || true
	read -r _ hundred more again after <<<"$(grep '^seen' "$browser.log" || echo 'seen - - - -')"
	check "$browser, third round of 100:" "$hundred" 0
	check "$browser, third round of 101:" "$more" "$([ "$browser" = chromium ] && echo 0 || echo 101)"
	check "$browser, one address, again:" "$again" 0
	check "$browser, after 100 of a frame:" "$after" "$([ "$browser" = chromium ] && echo 0 || echo 1)"
done
exit "$failed"
