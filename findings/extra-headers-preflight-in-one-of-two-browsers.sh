#!/usr/bin/env bash
# page.setExtraHTTPHeaders({ 'X-Test': '1' }) of Puppeteer 24.43.1, for a trace or a test's name: in Chromium 156 every
# cross-origin request of the page has a preflight for it and fails if the server does not allow it, a plain GET too.
# In Firefox 153 ESR it comes with each request that the page would have sent anyway, preflights included.
#
# It is no matter of two protocols: Chromium does the same over WebDriver BiDi, by which Puppeteer speaks to Firefox, with
# one command that "specifies headers that the browser adds to the requests it sends"
# (https://developer.mozilla.org/en-US/docs/Web/WebDriver/Reference/BiDi/Modules/network/setExtraHeaders). Whether there
# is a preflight goes by the headers that the request has before: https://fetch.spec.whatwg.org/#concept-main-fetch.
# Added by request interception, the same header is on the same requests with no preflight, in both. So a suite that is
# green in Firefox has CORS errors in Chromium, and a server gets to allow a header that only tests send.
#
# Seen: what arrives of a GET and of a PUT ("+" for those with X-Test) at a server that allows PUT and no header, and
# what the page gets (Chromium 156.0.8078.108, Firefox 153.8.0esr, Debian 12)
#   chromium, nothing added:          GET 200, OPTIONS PUT 200
#   chromium, extra header:           OPTIONS rejected, OPTIONS rejected
#   chromium, by interception:        GET+ 200, OPTIONS+ PUT+ 200
#   chromium by BiDi, nothing added:  GET 200, OPTIONS PUT 200
#   chromium by BiDi, extra header:   OPTIONS rejected, OPTIONS rejected
#   chromium by BiDi, interception:   GET+ 200, OPTIONS+ PUT+ 200
#   firefox, nothing added:           GET 200, OPTIONS PUT 200
#   firefox, extra header:            GET+ 200, OPTIONS+ PUT+ 200
#   firefox, by interception:         GET+ 200, OPTIONS+ PUT+ 200
#
# Exits with 0 if that is still so, 1 if not, 2 if it could not be tried.
set -euo pipefail
T="$(mktemp -d)" && chmod 755 "$T"
trap 'rm -rf "$T"' EXIT
unable() { echo "Not tried: $*" >&2; exit 2; }
failed=0
check() {
	printf '%-34s%s\n' "$1" "$2"
	[ "$2" = "$3" ] || { echo "  instead of: $3"; failed=1; }
}

command -v node >/dev/null && command -v npm >/dev/null || unable "Node.js"
mkdir "$T/debs" && cd "$T/debs" && apt-get -qq download chromium chromium-common firefox-esr >/dev/null 2>&1 ||
	unable "Debian's packages"
for deb in *.deb; do dpkg -x "$deb" "$T/root"; done
cd "$T" && rm -rf debs
chromium="$T/root/usr/lib/chromium/chromium" firefox="$T/root/usr/lib/firefox-esr/firefox-esr"
"$chromium" --version 2>/dev/null | grep -F 'Chromium 156.' || unable "Chromium is not 156, or a library is missing"
"$firefox" --version 2>/dev/null | grep -F 'Firefox 153.' || unable "Firefox is not 153, or a library is missing"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund puppeteer-core@24.43.1 >/dev/null 2>&1 || unable "the package"

cat >try.mjs <<'JS'
import http from 'node:http';
import puppeteer from 'puppeteer-core';

let arrived = [];
const api = http.createServer((request, response) => {
	arrived.push(request.method + (request.headers['x-test'] ? '+' : ''));
	response.setHeader('Access-Control-Allow-Origin', '*');
	response.setHeader('Access-Control-Allow-Methods', 'PUT');
	response.end();
});
const pages = http.createServer((request, response) => response.end('a page'));
const listening = (server) => new Promise((done) => server.listen(0, '127.0.0.1', () =>
	done(`http://127.0.0.1:${server.address().port}/`)));
const target = await listening(api), start = await listening(pages);

const ask = (address, method) => fetch(address, { method }).then((response) => response.status, () => 'rejected');
const ways = {
	nothing: () => {},
	extra: (page) => page.setExtraHTTPHeaders({ 'X-Test': '1' }),
	intercepted: async (page) => {
		await page.setRequestInterception(true);
		page.on('request', (request) => request.continue({ headers: { ...request.headers(), 'x-test': '1' } }));
	}
};
const [chromium, firefox] = process.argv.slice(2);
const launched = {
	chromium: { executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'] },
	bidi: { executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'], protocol: 'webDriverBiDi' },
	firefox: { browser: 'firefox', executablePath: firefox }
};
for (const [name, options] of Object.entries(launched)) {
	const browser = await puppeteer.launch(options);
	for (const [way, prepare] of Object.entries(ways)) {
		const page = await browser.newPage(), seen = [];
		await prepare(page);
		await page.goto(start);
		for (const method of ['GET', 'PUT']) {
			arrived = [];
			const got = await page.evaluate(ask, target + way + method, method);
			seen.push([...arrived, got].join(' '));
		}
		console.log(`${name} ${way}=${seen.join(', ')}`);
		await page.close();
	}
	await browser.close();
}
process.exit();
JS
HOME="$T" TMPDIR="$T" timeout 110 node try.mjs "$chromium" "$firefox" >seen 2>try.err || { cat try.err >&2; unable "a browser does not start"; }
of() { sed -n "s/^$1=//p" seen; }
plain="GET 200, OPTIONS PUT 200" refused="OPTIONS rejected, OPTIONS rejected" all="GET+ 200, OPTIONS+ PUT+ 200"
check "chromium, nothing added:" "$(of "chromium nothing")" "$plain"
check "chromium, extra header:" "$(of "chromium extra")" "$refused"
check "chromium, by interception:" "$(of "chromium intercepted")" "$all"
check "chromium by BiDi, nothing added:" "$(of "bidi nothing")" "$plain"
check "chromium by BiDi, extra header:" "$(of "bidi extra")" "$refused"
check "chromium by BiDi, interception:" "$(of "bidi intercepted")" "$all"
check "firefox, nothing added:" "$(of "firefox nothing")" "$plain"
check "firefox, extra header:" "$(of "firefox extra")" "$all"
check "firefox, by interception:" "$(of "firefox intercepted")" "$all"
exit "$failed"
