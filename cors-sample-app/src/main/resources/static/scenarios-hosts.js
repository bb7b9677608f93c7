// Connections that stay open, hosts that look alike, and what stands in between.

// WebKitGTK 2.50 is seen to keep no answer to fetch while it is driven: each request arrives.
const cached = (webkit) => ({ chromium: [], firefox: [], webkit });

const preview = (host, expect) => ({ about: host.split(':')[0], from: `http://${host}.localhost:{port}`, to: 'otherPort',
	path: '/previews/build', expect });

const lookAlike = (host, about) => ({ ...preview(host, { sees: 'blocked', decided: ['actual origin-not-allowed'] }), about });

export const hosts = [
	{
		id: 'sse',
		title: 'Server-sent events',
		question: '{home} is listed and {stranger} is not. Does an EventSource work for both?',
		works: false,
		exchanges: [
			{ as: 'events', to: 'otherPort', path: '/api/events', expect: { sees: 'read', decided: ['actual allowed'] } },
			{ from: 'stranger', as: 'events', to: 'home', path: '/api/events',
				expect: { sees: 'failed', decided: ['actual origin-not-allowed'] } },
		],
		lesson: 'An EventSource is a GET in mode cors, and needs the headers like any other. It can set no header of its '
			+ 'own, so there is never a preflight; the reason of a failure is told to nobody but the console.',
	},
	{
		id: 'websocket',
		title: 'A WebSocket',
		question: 'CORS does not apply to WebSockets. Can {stranger}, which is not listed, connect like {home}?',
		works: false,
		exchanges: [
			{ as: 'socket', to: 'otherPort', path: '/api/live', expect: { sees: 'read', decided: ['actual allowed'] } },
			{ from: 'stranger', as: 'socket', to: 'home', path: '/api/live',
				expect: { sees: 'failed', decided: ['websocket origin-not-allowed'] } },
		],
		lesson: 'No browser asks for CORS headers here: any page may connect, with the cookies of your users, unless the '
			+ 'server compares the Origin. A policy does that for the handshakes on its paths.',
	},
	{
		id: 'look-alikes',
		title: 'Preview deployments and look-alikes',
		question: 'The pattern is http://shop-*-acme.localhost:{port}. One of these hosts is a preview of the shop. Does any '
			+ 'of the others get in?',
		works: false,
		exchanges: [
			{ ...preview('shop-7f3c-acme', { sees: 200, decided: ['actual allowed'] }), about: 'A preview' },
			lookAlike('shop-7f3c.evil-acme', 'A dot where the pattern has the star'),
			lookAlike('evilshop-7f3c-acme', 'Something in front'),
			lookAlike('shop-7f3c-acmeevil', 'Something behind'),
			lookAlike('evil.shop-7f3c-acme', 'A subdomain of a preview'),
			lookAlike('shop-7f3c-acme.evil', 'A label behind'),
			lookAlike('shop-7f3c-acme.localhost.evil', 'All of it, as a subdomain of another host'),
		],
		lesson: 'The star matches letters, digits and hyphens of one label and no dot, and all around it is compared to '
			+ 'the end. A regular expression with an unescaped dot, or endsWith, lets most of these in. Still, a pattern is '
			+ 'only as good as the rule by which the hoster gives out names.',
	},
	{
		id: 'doubled-headers',
		title: 'Headers twice, from a gateway and behind it',
		question: 'A gateway allows {home}, and sends on that the server behind it allows everybody. Can the page read '
			+ 'the prices, with a policy for the gateway and without?',
		works: false,
		exchanges: [
			{ about: 'With a policy', to: 'otherPort', path: '/forwarded/prices',
				expect: { sees: 200, decided: ['actual allowed'] } },
			{ about: 'Without', to: 'otherPort', path: '/private/forwarded/prices',
				expect: { sees: 'blocked', decided: ['not-cors no-policy'] } },
		],
		lesson: 'Each of the two lines would do. Both together are none, as is the same line twice. A policy is the only '
			+ 'author of these headers on its paths: what handlers, libraries and the server behind a gateway write is '
			+ 'replaced, and the log says who wrote it first.',
	},
	{
		id: 'local-network',
		title: 'Local Network Access',
		question: '{otherPort}/public/news is for everybody. Can a page of the internet read it, although it is on this '
			+ 'machine?',
		works: false,
		exchanges: [
			{ about: 'From this machine', to: 'otherPort', path: '/public/news',
				expect: { sees: 200, decided: ['actual allowed'] } },
			{ about: 'As if from the internet', from: 'publicPage', to: 'otherPort', path: '/public/news',
				permission: 'loopback-network', expect: {
					sees: { chromium: 'blocked', firefox: 200, webkit: 200 },
					decided: { chromium: [], firefox: ['actual allowed'], webkit: ['actual allowed'] },
					permitted: { sees: 200, decided: ['actual allowed'] } } },
		],
		lesson: 'Chromium asks its user before a page of the internet may connect to this machine or its network, and '
			+ 'calls the refusal CORS. Nothing was sent, so no header of an answer can help; '
			+ 'Access-Control-Allow-Private-Network, which came before, is not asked for any more. Let the user permit '
			+ 'it, or serve the page from the network of the server. Firefox and WebKit don’t ask here. The page of the '
			+ 'example says Content-Security-Policy: treat-as-public-address.',
	},
	{
		id: 'vary',
		title: 'A cache in between',
		question: 'Two pages, {home} and {otherPort}, are allowed to read prices that the browser keeps for a minute. Do '
			+ 'both get them, whether or not the answer says Vary: Origin?',
		works: false,
		exchanges: [
			{ about: 'With Vary, the first page', to: 'otherName', path: '/prices',
				expect: { sees: 200, decided: ['actual allowed'] } },
			{ about: 'The same once more, from the cache', to: 'otherName', path: '/prices',
				expect: { sees: 200, decided: cached(['actual allowed']) } },
			{ about: 'With Vary, the second page', from: 'otherPort', to: 'otherName', path: '/prices',
				expect: { sees: 200, decided: ['actual allowed'] } },
			{ about: 'Without Vary, the first page', to: 'otherName', path: '/private/prices',
				expect: { sees: 200, decided: ['not-cors no-policy'] } },
			{ about: 'Without Vary, the second page', from: 'otherPort', to: 'otherName', path: '/private/prices',
				expect: { sees: { chromium: 'blocked', firefox: 'blocked', webkit: 200 },
					decided: cached(['not-cors no-policy']) } },
		],
		lesson: 'Without Vary: Origin a cache hands the answer for one page to the other, which finds a name in it that is '
			+ 'not its own. It comes and goes with the cache, and looks like CORS at random. /private/prices writes its '
			+ 'header by hand; a policy adds Vary wherever the answer depends on the origin.',
	},
];
