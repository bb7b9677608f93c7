#!/usr/bin/env bash
# jsdom 29.1.1, the last for Node.js 20, knows a header of a preflight's answer only if the list stands on
# one line with no blank before its commas.
#
# "A recipient MAY combine multiple field lines within a field section that have the same field name into
# one field line, without changing the semantics": https://www.rfc-editor.org/rfc/rfc9110#section-5.3.
# White space around the commas of a list is optional: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.1.
# Fetch reads the list by these rules: https://fetch.spec.whatwg.org/#extract-header-list-values.
# Servers that add one line for each name work in browsers and fail in tests that run on jsdom; the log
# says "Header X-A forbidden".
#
# Seen: an XMLHttpRequest of another origin that sets X-A and X-B, by what allows them
#   X-A, X-B:            200
#   X-A,X-B:             200
#   X-A , X-B:           error
#   X-A and X-B, a line each: error
#
# Exits with 0 if that is still so, 1 if not, 2 if it could not be tried.
set -uo pipefail
T="$(mktemp -d)"
trap 'rm -rf "$T"' EXIT
unable() { echo "Not tried: $*" >&2; exit 2; }
failed=0
check() {
	printf '%-28s%s\n' "$1" "$2"
	[ "$2" = "$3" ] || { echo "  instead of: $3"; failed=1; }
}
command -v node >/dev/null && command -v npm >/dev/null || unable "Node.js"
cd "$T" && echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund jsdom@29.1.1 >/dev/null 2>&1 || unable "the package"

cat >try.cjs <<'JS'
const http = require('node:http');
const { JSDOM, VirtualConsole } = require('jsdom');

const lists = { comma_blank: 'X-A, X-B', comma: 'X-A,X-B', blank_comma: 'X-A , X-B', lines: ['X-A', 'X-B'] };
const server = http.createServer((request, response) => {
	response.setHeader('Access-Control-Allow-Origin', '*');
	if (request.method === 'OPTIONS') {
		response.setHeader('Access-Control-Allow-Headers', lists[request.url.slice(1)]);
		response.statusCode = 204;
	}
	response.end();
});
server.listen(0, '127.0.0.1', async () => {
	const page = new JSDOM('', { url: 'http://page.example.com/', virtualConsole: new VirtualConsole() }).window;
	for (const name of Object.keys(lists)) {
		await new Promise((done) => {
			const request = new page.XMLHttpRequest();
			request.onloadend = () => {
				console.log(`${name}=${request.status || 'error'}`);
				done();
			};
			request.open('GET', `http://127.0.0.1:${server.address().port}/${name}`);
			request.setRequestHeader('X-A', '1');
			request.setRequestHeader('X-B', '1');
			request.send();
		});
	}
	process.exit(0);
});
JS
out="$(node try.cjs 2>/dev/null)" || unable "the script"
of() { sed -n "s/^$1=//p" <<<"$out"; }
echo "jsdom 29.1.1"
check "X-A, X-B:" "$(of comma_blank)" "200"
check "X-A,X-B:" "$(of comma)" "200"
check "X-A , X-B:" "$(of blank_comma)" "error"
check "X-A and X-B, a line each:" "$(of lines)" "error"
exit "$failed"
