// What there is to see in profiles of the application, by profile.

const orders = { from: 'tenant', to: 'otherPort', path: '/tenants/orders' };

const customer = { path: '/admin/tenants?origin={tenant}', expect: { sees: 200, decided: ['not-cors no-policy'] } };

const unknown = { sees: 'blocked', decided: ['actual origin-not-allowed'] };

const secured = { to: 'otherPort', path: '/orders', credentials: 'include' };

const simple = ['actual allowed'];

const asked = ['preflight allowed', 'actual allowed'];

const csrf = (about) => ({ ...secured, path: '/orders/csrf', keeps: 'csrf', about, expect: { sees: 200, decided: simple } });

const login = [
	csrf('A login needs a CSRF token'),
	{ ...secured, path: '/orders/login', method: 'POST', about: 'The login', body: 'username=ada&password=lovelace',
		headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'X-CSRF-TOKEN': '{csrf}' },
		expect: { sees: 204, decided: asked } },
];

const bearer = (token) => ({ ...secured, credentials: 'omit', headers: { Authorization: `Bearer ${token}` } });

const alias = (path, method, decided) => ({ from: 'stranger', to: 'stranger', path: `/backend${path}`, method,
	...method === 'GET' ? {} : { headers: { 'Content-Type': 'application/json', 'X-Request-Id': '42' }, body: '{"done":true}' },
	expect: { sees: 200, decided, site: 'same-origin' } });

// Decided twice: at the gateway, where no policy covers /backend, and behind it.
const passedOn = ['not-cors no-policy', 'same-origin same-origin'];

export const ofProfiles = {
	tenants: [
		{
			id: 'tenant-added',
			title: 'A customer is added meanwhile',
			question: 'The origins of customers stand in a database, and {tenant} is not among them. This page enters it: may '
				+ 'it call then, without a restart?',
			works: true,
			exchanges: [
				{ ...customer, to: 'home', method: 'DELETE', about: 'Whatever was before' },
				{ ...orders, about: 'Not entered', expect: unknown },
				{ ...customer, to: 'home', method: 'POST', about: 'It is entered' },
				{ ...orders, about: 'Entered', expect: { sees: 200, decided: ['actual allowed'] } },
				{ ...customer, to: 'home', method: 'DELETE', about: 'It is removed' },
				{ ...orders, about: 'Removed', expect: unknown },
			],
			lesson: 'origins-from names a bean that is asked for origins at run time. Its answers are remembered for a '
				+ 'while; whoever changes the table says so with the event OriginsChanged, and the next request counts. '
				+ 'Where the database does not answer, nobody new may.',
		},
	],
	security: [
		{
			id: 'session-login',
			title: 'Spring Security: a login and its cookie',
			question: 'Spring Security guards {otherPort}/orders and is told nothing of CORS. Can the page read the 401, '
				+ 'log in and read the orders?',
			works: true,
			exchanges: [
				{ ...secured, credentials: 'omit', about: 'Without a login', expect: { sees: 401, decided: simple } },
				...login,
				{ ...secured, about: 'With the session’s cookie', expect: { sees: 200, decided: simple } },
			],
			lesson: 'The policy’s filter stands before Spring Security: it answers the login’s preflight, which has no '
				+ 'cookie, and its headers are on the 401 as well. No http.cors(), no permitAll() for OPTIONS.',
		},
		{
			id: 'csrf-or-cors',
			title: 'Spring Security: is it CSRF or CORS?',
			question: 'The page has logged in and posts an order. Do CORS and the cookie suffice?',
			works: false,
			exchanges: [
				...login,
				{ ...secured, method: 'POST', about: 'Without a CSRF token', expect: { sees: 403, decided: simple } },
				csrf('A login changes the token'),
				{ ...secured, method: 'POST', path: '/orders?with', about: 'With it', headers: { 'X-CSRF-TOKEN': '{csrf}' },
					expect: { sees: 201, decided: asked } },
				{ ...secured, from: 'stranger', to: 'home', method: 'POST', about: 'From a page that is not listed',
					expect: { sees: 'blocked', decided: ['actual origin-not-allowed'] } },
			],
			lesson: 'Both refuse with 403. The page can read the one of Spring Security, because CORS has allowed it: it is '
				+ 'about the missing token. The one of CORS is an error without a status.',
		},
		{
			id: 'bearer-token',
			title: 'Spring Security: a bearer token',
			question: 'Authorization needs a preflight, and no preflight has one. Does Spring Security refuse it?',
			works: false,
			exchanges: [
				...login,
				{ ...secured, path: '/orders/token', keeps: 'token', about: 'A token', expect: { sees: 200, decided: simple } },
				{ ...bearer('{token}'), about: 'With it, without cookies', expect: { sees: 200, decided: asked } },
				{ ...bearer('{token}'), method: 'POST', path: '/orders?post', about: 'It needs no CSRF token',
					expect: { sees: 201, decided: asked } },
				{ ...bearer('expired'), path: '/orders?expired', about: 'With another', expect: { sees: 401, decided: asked } },
				{ ...bearer('{token}'), path: '/private/orders', about: 'Where no policy answers the preflight',
					expect: { sees: 'blocked', decided: ['not-cors no-policy'] } },
			],
			lesson: 'Under a policy the preflight is answered before Spring Security, and even the 401 of a token that has '
				+ 'expired can be read. Without one Spring Security meets the preflight, misses the token and answers 401.',
		},
	],
	gateway: [
		{
			id: 'same-origin-gateway',
			title: 'The same API without CORS, through a gateway',
			question: 'No policy lists {stranger}. Its own server passes /backend on to the API: can the page read, PUT and '
				+ 'even PATCH, which the policy allows to nobody?',
			works: true,
			exchanges: [
				{ from: 'stranger', to: 'home', path: '/api/todos', about: 'To the API itself',
					expect: { sees: 'blocked', decided: ['actual origin-not-allowed'] } },
				{ ...alias('/api/todos', 'GET', ['not-cors not-cors']), about: 'Through the alias' },
				{ ...alias('/api/todos/1', 'PUT', passedOn), about: 'A PUT with a header of one’s own' },
				{ ...alias('/api/todos/1', 'PATCH', passedOn), about: 'A PATCH' },
			],
			lesson: 'The browser says Sec-Fetch-Site: same-origin and asks for nothing before: there is no CORS between a '
				+ 'page and its own origin, wherever a gateway takes the answers from. No preflight, no policy, all '
				+ 'headers readable. What is left is CSRF.',
		},
	],
};
