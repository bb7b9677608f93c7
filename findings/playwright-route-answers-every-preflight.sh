#!/usr/bin/env bash
# A page of Playwright 1.64.1 that has any route has no preflights: with page.route() for an address that is never
# asked for, Playwright allows every preflight of every address itself, and the server sees none.
#
# A test that blocks pictures or a counter ("**/*.png", abort) passes with a server that refuses the request to
# each browser (https://fetch.spec.whatwg.org/#cors-preflight-fetch), and the request arrives there. Request events
# and route handlers show no preflight either way, so that a test's log is the same. The types that come with the
# package say of a route that it switches the HTTP cache off, and nothing of preflights. Puppeteer 24.43.1 sends them
# in the same browser with all requests intercepted.
#
# Seen: what arrives of a DELETE with a header, at a server that answers OPTIONS with 403, and what the page
# gets (Chromium 156.0.8078.108, Debian 12)
#   Playwright, no route:               OPTIONS, rejected
#   a route for pictures:               DELETE, 200
#   a route for another host:           DELETE, 200
#   that route, removed again:          OPTIONS, rejected
#   credentials for HTTP:               OPTIONS, rejected
#   Puppeteer, all intercepted:         OPTIONS, rejected
#
# Exits with 0 if that is still so, 1 if not, 2 if it could not be tried.
set -euo pipefail
T="$(mktemp -d)" && chmod 755 "$T"
trap 'rm -rf "$T"' EXIT
unable() { echo "Not tried: $*" >&2; exit 2; }
failed=0
check() {
	printf '%-36s%s\n' "$1" "$2"
	[ "$2" = "$3" ] || { echo "  instead of: $3"; failed=1; }
}

command -v node >/dev/null && command -v npm >/dev/null || unable "Node.js"
mkdir "$T/debs" && cd "$T/debs" && apt-get -qq download chromium chromium-common >/dev/null 2>&1 || unable "Debian's packages"
for deb in *.deb; do dpkg -x "$deb" "$T/root"; done
cd "$T" && rm -rf debs
chromium="$T/root/usr/lib/chromium/chromium"
"$chromium" --version 2>/dev/null | grep -F 'Chromium 156.' || unable "Chromium is not 156, or a library is missing"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund playwright-core@1.64.1 puppeteer-core@24.43.1 >/dev/null 2>&1 || unable "the packages"

cat >try.mjs <<'JS'
import http from 'node:http';
import { chromium } from 'playwright-core';
import puppeteer from 'puppeteer-core';

let arrived = [];
const api = http.createServer((request, response) => {
	arrived.push(request.method);
	response.statusCode = (request.method === 'OPTIONS') ? 403 : 200;
	response.setHeader('Access-Control-Allow-Origin', '*');
	response.end();
});
const pages = http.createServer((request, response) => response.end('a page'));
const listening = (server) => new Promise((done) => server.listen(0, '127.0.0.1', () =>
	done(`http://127.0.0.1:${server.address().port}/`)));
const target = await listening(api), start = await listening(pages);

const ask = (address) => fetch(address, { method: 'DELETE', headers: { 'X-A': '1' } })
	.then((response) => response.status, () => 'rejected');
const report = async (name, page) => {
	arrived = [];
	await page.goto(start);
	const got = await page.evaluate(ask, target);
	console.log(`${name}=${arrived.join(' ')}, ${got}`);
	await page.close();
};
const options = { executablePath: process.argv[2], args: ['--no-sandbox', '--disable-gpu'] };

const browser = await chromium.launch(options);
const abort = (route) => route.abort();
const prepared = async (prepare, context) => {
	const page = await browser.newPage(context);
	await prepare(page);
	return page;
};
await report('none', await prepared(() => {}));
await report('pictures', await prepared((page) => page.route('**/*.png', abort)));
await report('host', await prepared((page) => page.route('https://nowhere.example/**', abort)));
await report('removed', await prepared(async (page) => {
	await page.route('https://nowhere.example/**', abort);
	await page.unroute('https://nowhere.example/**', abort);
}));
await report('credentials', await prepared(() => {}, { httpCredentials: { username: 'a', password: 'b' } }));
await browser.close();

const other = await puppeteer.launch(options);
const page = await other.newPage();
await page.setRequestInterception(true);
page.on('request', (request) => request.continue());
await report('puppeteer', page);
await other.close();
process.exit();
JS
HOME="$T" TMPDIR="$T" timeout 100 node try.mjs "$chromium" >seen 2>try.err || { cat try.err >&2; unable "the browser does not start"; }
of() { sed -n "s/^$1=//p" seen; }
check "Playwright, no route:" "$(of none)" "OPTIONS, rejected"
check "a route for pictures:" "$(of pictures)" "DELETE, 200"
check "a route for another host:" "$(of host)" "DELETE, 200"
check "that route, removed again:" "$(of removed)" "OPTIONS, rejected"
check "credentials for HTTP:" "$(of credentials)" "OPTIONS, rejected"
check "Puppeteer, all intercepted:" "$(of puppeteer)" "OPTIONS, rejected"
exit "$failed"
