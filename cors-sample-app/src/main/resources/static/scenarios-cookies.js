// Cookies, and what of a response a page may read.

const jar = { path: '/api/jar', credentials: 'include' };

const filled = { sees: 204, decided: ['actual allowed'] };

const SECURE_LOCALHOST = '["strict","lax","unsaid","none","partitioned"]';

const arrived = (body) => ({ sees: 200, decided: ['actual allowed'], body });

export const cookies = [
	{
		id: 'cookies',
		title: 'Cookies, allowed',
		question: 'The page logs in at {otherPort} and asks who it is, with credentials: "include". Does it learn it?',
		works: true,
		exchanges: [
			{ to: 'otherPort', path: '/api/login', method: 'POST', credentials: 'include',
				expect: { sees: 204, decided: ['actual allowed'] } },
			{ to: 'otherPort', path: '/api/me', credentials: 'include',
				expect: { sees: 200, decided: ['actual allowed'] } },
		],
		lesson: 'It takes both: the page has to ask for cookies, and the server has to answer with '
			+ 'Access-Control-Allow-Credentials: true and the exact origin.',
	},
	{
		id: 'cookies-forgotten',
		title: 'Cookies, not asked for',
		question: 'The same question without credentials: "include". Does the cookie travel?',
		works: false,
		exchanges: [
			{ to: 'otherPort', path: '/api/me', expect: { sees: 401, decided: ['actual allowed'] } },
		],
		lesson: 'fetch sends cookies to other origins only if it is told to. CORS is content here; the 401 is '
			+ 'the application’s, and the page can read it.',
	},
	{
		id: 'cookies-star',
		title: 'Cookies and *',
		question: 'The public policy allows every origin. Does it allow a request with cookies?',
		works: false,
		exchanges: [
			{ to: 'otherPort', path: '/public/news', credentials: 'include',
				expect: { sees: 'blocked', decided: ['actual allowed'] } },
		],
		lesson: 'The server did answer, with *. Browsers take * for “anybody without cookies”, and refuse. '
			+ 'A server that echoed every origin instead would let any site read with its visitors’ cookies: '
			+ 'this starter does not start with such a policy.',
		change: 'cors:\n  policies:\n    public:\n      allowed-origins: {home}   # exact, instead of any\n'
			+ '      allow-credentials: true',
	},
	{
		id: 'cookies-none',
		title: 'Cookies, not allowed',
		question: 'The partner policy lists the page’s origin and says nothing of credentials. Do cookies work?',
		works: false,
		exchanges: [
			{ to: 'otherPort', path: '/partner/offers', credentials: 'include',
				expect: { sees: 'blocked', decided: ['actual allowed'] } },
			{ to: 'otherPort', path: '/partner/offers', expect: { sees: 200, decided: ['actual allowed'] } },
		],
		lesson: 'The right origin is not enough: without Access-Control-Allow-Credentials the browser throws the '
			+ 'answer away. The second request, without cookies, is fine.',
		change: 'cors:\n  policies:\n    partner:\n      allow-credentials: true',
	},
	{
		id: 'same-site',
		title: 'SameSite: all is green, and no cookie',
		question: 'The same login at {otherName}, which is another site. Does the page learn who it is?',
		works: false,
		exchanges: [
			{ to: 'otherName', path: '/api/login', method: 'POST', credentials: 'include',
				expect: { sees: 204, decided: ['actual allowed'] } },
			{ to: 'otherName', path: '/api/me', credentials: 'include',
				expect: { sees: 401, decided: ['actual allowed'] } },
		],
		lesson: 'CORS let everything through. The cookie is SameSite=Lax, and from one site to another such a '
			+ 'cookie is neither stored nor sent. No CORS setting changes that.',
	},
	{
		id: 'cookies-cross-site',
		title: 'Six cookies, and which of them travel',
		question: 'They differ in SameSite, Secure and Partitioned alone, and the policy allows credentials. Does any of '
			+ 'them travel to {otherPort} and to {otherName} alike, in every browser?',
		works: false,
		exchanges: [
			{ ...jar, to: 'otherPort', method: 'POST', about: 'The same site sets them', expect: filled },
			{ ...jar, to: 'otherPort', about: 'The same site asks which came', expect: arrived({
				chromium: SECURE_LOCALHOST, firefox: SECURE_LOCALHOST, webkit: '["strict","lax","unsaid","none-insecure"]' }) },
			{ ...jar, to: 'otherName', method: 'POST', about: 'Another site sets them', expect: filled },
			{ ...jar, to: 'otherName', about: 'Another site asks which came', expect: arrived({
				// Third-party cookies are off in Debian's build, and on in Google's.
				chromium: ['["partitioned"]', '["none","partitioned"]'],
				firefox: '["unsaid","none","partitioned"]', webkit: '[]' }) },
		],
		lesson: 'CORS decides whether cookies may be sent along; which of them are is up to the cookies. Between sites it '
			+ 'takes SameSite=None, which Chromium and Firefox believe with Secure alone, and the browser’s leave for '
			+ 'third-party cookies. Partitioned needs no leave: there is a jar of its own for each site that embeds this '
			+ 'one. Firefox keeps all cookies apart like that, and reads None where nothing is said. Secure means '
			+ 'https: Chromium and Firefox make an exception for this machine, WebKit does not.',
	},
	{
		id: 'exposed-headers',
		title: 'Headers a page can read',
		question: 'The network panel shows X-Total-Count, X-Page-Size and Content-Disposition. Can JavaScript read '
			+ 'all three?',
		works: false,
		exchanges: [
			{ to: 'otherPort', path: '/api/todos', expect: { sees: 200, decided: ['actual allowed'],
				headers: { 'x-total-count': true, 'x-page-size': false } } },
			{ to: 'otherPort', path: '/api/todos/export', expect: { sees: 200, decided: ['actual allowed'],
				headers: { 'content-disposition': true } } },
		],
		lesson: 'Beyond a handful of standard headers a page can read only what the server exposes: here the '
			+ 'total and the file name, not the page size.',
		change: 'cors:\n  policies:\n    api:\n      exposed-headers: Content-Disposition, X-Total-Count, X-Page-Size',
	},
];
