#!/usr/bin/env bash
# happy-dom 21.0.4, the DOM that unit tests of pages run in, preflights every cross-origin fetch, a plain
# GET too, keeps no answer, and wants GET and POST to be listed.
#
# A page that reads a public resource works in every browser without a server that answers OPTIONS:
# https://fetch.spec.whatwg.org/#http-fetch (a CORS preflight is for what is no simple request).
# Access-Control-Max-Age lets the second of two equal requests go without:
# https://fetch.spec.whatwg.org/#concept-cache. GET, HEAD and POST need no entry in
# Access-Control-Allow-Methods: https://fetch.spec.whatwg.org/#cors-preflight-fetch.
# In tests all three fail or cost another request, with a server that is right.
#
# Seen: what reaches a server that answers OPTIONS with 405 on /plain, and with
# "Access-Control-Allow-Methods: PUT" and "Access-Control-Max-Age: 600" on /items
#   GET /plain:                         OPTIONS, rejected
#   PUT /items, twice:                  OPTIONS PUT OPTIONS PUT, 200
#   GET /items with a header:           OPTIONS, rejected
#
# Exits with 0 if that is still so, 1 if not, 2 if it could not be tried.
set -uo pipefail
T="$(mktemp -d)"
trap 'rm -rf "$T"' EXIT
unable() { echo "Not tried: $*" >&2; exit 2; }
failed=0
check() {
	printf '%-36s%s\n' "$1" "$2"
	[ "$2" = "$3" ] || { echo "  instead of: $3"; failed=1; }
}
command -v node >/dev/null && command -v npm >/dev/null || unable "Node.js"
cd "$T" && echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund happy-dom@21.0.4 >/dev/null 2>&1 || unable "the package"

cat >try.mjs <<'JS'
import http from 'node:http';
import { Window } from 'happy-dom';

let seen = [];
const server = http.createServer((request, response) => {
	seen.push(request.method);
	response.setHeader('Access-Control-Allow-Origin', '*');
	if (request.method !== 'OPTIONS') {
		return response.end('content');
	}
	response.statusCode = (request.url === '/plain') ? 405 : 204;
	response.setHeader('Access-Control-Allow-Methods', 'PUT');
	response.setHeader('Access-Control-Allow-Headers', 'x-a');
	response.setHeader('Access-Control-Max-Age', '600');
	response.end();
});
server.listen(0, '127.0.0.1', async () => {
	const page = new Window({ url: 'http://page.example.com/' });
	const ask = async (path, options) => {
		try {
			const response = await page.fetch(`http://127.0.0.1:${server.address().port}${path}`, options);
			await response.text();
			return response.status;
		}
		catch (error) {
			return 'rejected';
		}
	};
	const report = async (name, ...calls) => {
		seen = [];
		let result;
		for (const [path, options] of calls) {
			result = await ask(path, options);
		}
		console.log(`${name}=${seen.join(' ')}, ${result}`);
	};
	await report('plain', ['/plain', {}]);
	const put = ['/items', { method: 'PUT', body: 'x' }];
	await report('twice', put, put);
	await report('header', ['/items', { headers: { 'X-A': '1' } }]);
	await page.happyDOM.close();
	server.close();
});
JS
out="$(node try.mjs 2>/dev/null)" || unable "the script"
of() { sed -n "s/^$1=//p" <<<"$out"; }
echo "happy-dom 21.0.4"
check "GET /plain:" "$(of plain)" "OPTIONS, rejected"
check "PUT /items, twice:" "$(of twice)" "OPTIONS PUT OPTIONS PUT, 200"
check "GET /items with a header:" "$(of header)" "OPTIONS, rejected"
exit "$failed"
