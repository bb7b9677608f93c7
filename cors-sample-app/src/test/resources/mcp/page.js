// What a page does that is a client of an MCP server, with the public clients as they are.

import * as current from '@modelcontextprotocol/client';
import { extractWWWAuthenticateParams } from '@modelcontextprotocol/sdk/client/auth.js';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';

const self = { name: 'page', version: '1' };

const requestInit = { headers: { Authorization: 'Bearer token' } };

const question = { name: 'weather', arguments: { region: 'eu' } };

const clients = {

	// Revision 2025-11-25: a session, and a stream that is resumed where it broke off.
	async sdk(url) {
		const reconnectionOptions = {
			initialReconnectionDelay: 10,
			maxReconnectionDelay: 10,
			reconnectionDelayGrowFactor: 1,
			maxRetries: 3
		};
		const transport = new StreamableHTTPClientTransport(url, { requestInit, reconnectionOptions });
		const client = new Client(self);
		const notified = new Promise((resolve) => {
			let count = 0;
			client.setNotificationHandler(ToolListChangedNotificationSchema, () => {
				count += 1;
				if (count === 2) {
					resolve(count);
				}
			});
		});
		await client.connect(transport);
		const { tools } = await client.listTools();
		const { content } = await client.callTool(question);
		const report = { tools, text: content[0].text, notifications: await notified, session: transport.sessionId };
		await transport.terminateSession();
		await client.close();
		return report;
	},

	// Revision 2026-07-28: no session; headers mirror the message. Those of parameters are left to
	// the page: in browsers the client sends none by itself, because most servers allow none.
	async client(url) {
		const client = new current.Client(self, { versionNegotiation: { mode: { pin: '2026-07-28' } } });
		await client.connect(new current.StreamableHTTPClientTransport(url, { requestInit }));
		const { tools } = await client.listTools();
		const headers = { 'Mcp-Param-Region': question.arguments.region };
		const { content } = await client.callTool(question, { headers });
		await client.close();
		return { tools, text: content[0].text };
	},

	// A client that has no token yet is told where to get one.
	async unauthorised(url) {
		const response = await fetch(url, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: '{}'
		});
		return { status: response.status, metadata: extractWWWAuthenticateParams(response).resourceMetadataUrl?.href };
	}

};

window.run = (name, url, done) => clients[name](new URL(url))
	.then((report) => done(report), (error) => done({ error: String(error) }));
