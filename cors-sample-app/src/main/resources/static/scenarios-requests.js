// What an origin is, and which requests are simple.

const JSON_TYPE = { 'Content-Type': 'application/json' };

const TODO = '{"title":"Ask first"}';

const simple = ['actual allowed'];

const asked = ['preflight allowed', 'actual allowed'];

const askedInVain = ['preflight headers-not-allowed'];

// A single language tag, as long as need be: Tomcat counts them.
const language = (bytes) => ({ 'Accept-Language': `en-x${'-private'.repeat(16)}`.slice(0, bytes) });

const report = { path: '/private/report', expect: { sees: 'blocked', decided: ['not-cors no-policy'] } };

const hold = { to: 'otherPort', path: '/seats/7', method: 'PUT' };

export const requests = [
	{
		id: 'what-is-an-origin',
		title: 'What an origin is',
		question: 'Five addresses beside this page’s own, and no CORS policy for any of them. Can {home} read all?',
		works: false,
		table: {
			head: ['Address', 'differs in', 'is'],
			rows: [
				['{home}/private/report', 'path', 'the same origin'],
				['{otherPort}/private/report', 'port', 'another origin'],
				['{otherName}/private/report', 'host', 'another origin'],
				['{tenant}/private/report', 'subdomain', 'another origin'],
				['https://localhost:{port}/private/report', 'scheme', 'another origin'],
			],
		},
		exchanges: [
			{ ...report, to: 'home', about: 'Another path', expect: { sees: 200, decided: [] } },
			{ ...report, to: 'otherPort', about: 'Another port' },
			{ ...report, to: 'otherName', about: 'Another host' },
			{ ...report, to: 'tenant', about: 'A subdomain' },
			{ ...report, to: 'https://localhost:{port}', about: 'Another scheme', expect: { sees: 'blocked', decided: [] },
				sending: 'Nothing that is HTTP: this port has no TLS, so the connection fails before there is a request. '
					+ 'With TLS it would be blocked as the others are.' },
		],
		lesson: 'An origin is scheme, host and port. The path is no part of it; a subdomain is another host. Without '
			+ 'a header that says otherwise a page reads its own origin, and no other.',
	},
	{
		id: 'not-simple',
		title: 'What makes a request not simple',
		question: 'A plain GET is sent at once. Is it so with another method, a header, a type, an upload’s progress?',
		works: false,
		exchanges: [
			{ about: 'Simple', to: 'otherPort', path: '/api/todos', expect: { sees: 200, decided: simple } },
			{ about: 'Another method', to: 'otherPort', path: '/api/todos/0', method: 'DELETE',
				expect: { sees: 404, decided: asked } },
			{ about: 'A header of one’s own', to: 'otherPort', path: '/api/todos?header', headers: { 'X-Request-Id': '42' },
				expect: { sees: 200, decided: asked } },
			{ about: 'Simple, as a form could send it', to: 'otherPort', path: '/api/todos', method: 'POST', body: TODO,
				expect: { sees: 415, decided: simple } },
			{ about: 'A type that no form has', to: 'otherPort', path: '/api/todos?json', method: 'POST', headers: JSON_TYPE,
				body: TODO, expect: { sees: 201, decided: asked } },
			{ about: 'A listener to the upload', as: 'upload', to: 'otherPort', path: '/api/todos?upload', method: 'POST',
				body: TODO, expect: { sees: 415, decided: asked } },
			// HTTP/1.1 has no streams: Fetch, HTTP-network fetch. Firefox and WebKit have none at all.
			{ about: 'A stream as the body', as: 'stream', to: 'otherPort', path: '/api/todos?stream', method: 'POST',
				headers: { 'Content-Type': 'text/plain' }, body: TODO, expect: {
					sees: { chromium: 'blocked', firefox: 'unsupported', webkit: 'unsupported' },
					decided: { chromium: ['preflight allowed'], firefox: [], webkit: [] } } },
		],
		lesson: 'Simple is what a page could send before there was CORS: GET, HEAD and POST, a few headers, the types of '
			+ 'forms. All else is asked for first. A stream is asked for, too, and then needs HTTP/2, which is not here.',
	},
	{
		id: 'safelisted',
		title: 'Safelisted, up to the last byte',
		question: 'Accept-Language, Content-Type and Range need no preflight. Is that so with any value?',
		works: false,
		exchanges: [
			{ about: 'A value of 127 bytes', to: 'otherPort', path: '/api/todos', headers: language(127),
				expect: { sees: 200, decided: simple } },
			{ about: 'A value of 128 bytes', to: 'otherPort', path: '/api/todos', headers: language(128),
				expect: { sees: 200, decided: simple } },
			{ about: 'A value of 129 bytes', to: 'otherPort', path: '/api/todos', headers: language(129),
				expect: { sees: 'blocked', decided: askedInVain } },
			{ about: 'A byte that no language tag has', to: 'otherPort', path: '/api/todos?underscore',
				headers: { 'Accept-Language': 'en_GB' }, expect: { sees: 'blocked', decided: askedInVain } },
			{ about: 'A form’s type, with a parameter', to: 'otherPort', path: '/api/todos', method: 'POST', body: TODO,
				headers: { 'Content-Type': 'text/plain;charset=utf-8' }, expect: { sees: 415, decided: simple } },
			{ about: 'The same, quoted', to: 'otherPort', path: '/api/todos?quoted', method: 'POST', body: TODO,
				headers: { 'Content-Type': 'text/plain;charset="utf-8"' }, expect: { sees: 415, decided: asked } },
			{ about: 'One range', to: 'otherPort', path: '/api/todos', headers: { Range: 'bytes=0-9' },
				expect: { sees: 200, decided: simple } },
			{ about: 'Two ranges', to: 'otherPort', path: '/api/todos?ranges', headers: { Range: 'bytes=0-1,5-6' },
				expect: { sees: 'blocked', decided: askedInVain } },
		],
		lesson: 'The standard looks at values, too: at most 128 bytes, and no byte that a server might trip over. Beyond '
			+ 'that the same header is asked for by name, and has to be among the allowed ones.',
		change: 'cors:\n  policies:\n    api:\n      allowed-headers: Content-Type, X-Request-Id, Accept-Language, Range',
	},
	{
		id: 'preflight-expiry',
		title: 'How long a preflight counts',
		question: 'The policy of {otherPort}/seats says max-age: 5s. Is the third of these requests asked for again?',
		works: true,
		// https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Access-Control-Max-Age
		table: {
			head: ['Browser', 'keeps a preflight for at most'],
			rows: [['Chromium', '2 hours (7200 s)'], ['Firefox', '24 hours (86400 s)'], ['WebKit', '10 minutes (600 s)']],
		},
		exchanges: [
			{ ...hold, about: 'The first', expect: { sees: 200, decided: asked } },
			{ ...hold, about: 'At once', expect: { sees: 200, decided: simple } },
			{ ...hold, about: 'After more than five seconds', after: 6, expect: { sees: 200, decided: asked } },
			{ ...hold, about: 'At once, but another URL', path: '/seats/8', expect: { sees: 200, decided: asked } },
		],
		lesson: 'max-age is an upper bound: browsers keep an answer for less if they like, and forget it where the request '
			+ 'fails. Unsaid it is 5 seconds. Until then a policy that has become stricter goes unnoticed by who has '
			+ 'already asked; the server decides each request all the same.',
		change: 'cors:\n  policies:\n    seats:\n      max-age: 0   # to be asked each time',
	},
];
