#!/usr/bin/env bash
# @modelcontextprotocol/client 2.4.0, the public client of the Model Context Protocol, repeats arguments of
# a tool in Mcp-Param-* headers in Node.js and in a worker of a page, and leaves them out in the page itself,
# which it knows by the globals "window" and "document". A test that defines them in Node.js is a page, too.
#
# The tool's schema marks the argument with "x-mcp-header", and the revision that is spoken, 2026-07-28, has
# the client send the header, which a server compares with the body:
# https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http.
# So one and the same code works in a worker, whose preflight names mcp-param-region, and is refused by a
# strict server in the page that started it, whatever the server answers to preflights. Code that is tested in
# Node.js does not show it.
#
# Seen: the headers of a call of a tool with such an argument
#   no window, no document (Node.js, worker):   mcp-method mcp-name mcp-param-region
#   window and no document:                     mcp-method mcp-name mcp-param-region
#   window and document (page):                 mcp-method mcp-name
#
# Exits with 0 if that is still so, 1 if not, 2 if it could not be tried.
set -uo pipefail
T="$(mktemp -d)"
trap 'rm -rf "$T"' EXIT
unable() { echo "Not tried: $*" >&2; exit 2; }
failed=0
check() {
	printf '%-44s%s\n' "$1" "$2"
	[ "$2" = "$3" ] || { echo "  instead of: $3"; failed=1; }
}
command -v node >/dev/null && command -v npm >/dev/null || unable "Node.js"
cd "$T" && echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund @modelcontextprotocol/client@2.4.0 >/dev/null 2>&1 || unable "the package"

cat >try.mjs <<'JS'
import http from 'node:http';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

const version = '2026-07-28';
const common = { resultType: 'complete', ttlMs: 0, cacheScope: 'private' };
const tool = {
	name: 'weather',
	inputSchema: { type: 'object', properties: { region: { type: 'string', 'x-mcp-header': 'Region' } } }
};
const results = {
	'server/discover': {
		...common, supportedVersions: [version], capabilities: { tools: {} },
		serverInfo: { name: 'weather', version: '1' }
	},
	'tools/list': { ...common, tools: [tool] },
	'tools/call': { resultType: 'complete', content: [{ type: 'text', text: 'sunny' }] }
};
let seen = '';
const server = http.createServer(async (request, response) => {
	let body = '';
	for await (const part of request) {
		body += part;
	}
	const { id, method } = JSON.parse(body || '{}');
	if (method === 'tools/call') {
		seen = Object.keys(request.headers).filter((name) => /^mcp-(method|name|param-)/.test(name)).sort().join(' ');
	}
	response.statusCode = results[method] ? 200 : 404;
	response.setHeader('Content-Type', 'application/json');
	response.end(JSON.stringify({ jsonrpc: '2.0', id, result: results[method] }));
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const client = new Client({ name: 'page', version: '1' }, { versionNegotiation: { mode: { pin: version } } });
const url = new URL(`http://127.0.0.1:${server.address().port}/mcp`);
await client.connect(new StreamableHTTPClientTransport(url));
await client.listTools();
for (const globals of [[], ['window'], ['window', 'document']]) {
	globals.forEach((name) => globalThis[name] = {});
	await client.callTool({ name: 'weather', arguments: { region: 'eu' } });
	console.log(seen);
}
process.exit();
JS
mapfile -t seen < <(timeout 60 node try.mjs)
[ ${#seen[@]} -eq 3 ] || unable "the client does not reach a server"
check "no window, no document (Node.js, worker):" "${seen[0]}" "mcp-method mcp-name mcp-param-region"
check "window and no document:" "${seen[1]}" "mcp-method mcp-name mcp-param-region"
check "window and document (page):" "${seen[2]}" "mcp-method mcp-name"
exit $failed
