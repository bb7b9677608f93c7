// Errors, redirects, and requests that are not quite what they seem.

export const journeys = [
	{
		id: 'errors',
		title: 'Errors that can be read',
		question: '401, 404, 413, 500: can the page tell which error it was?',
		works: true,
		exchanges: [
			{ to: 'otherPort', path: '/api/me', credentials: 'omit',
				expect: { sees: 401, decided: ['actual allowed'] } },
			{ to: 'otherPort', path: '/api/nothing-here', expect: { sees: 404, decided: ['actual allowed'] } },
			{ to: 'otherPort', path: '/api/todos', method: 'POST', headers: { 'Content-Type': 'application/json' },
				body: JSON.stringify({ title: 'too long '.repeat(30) }),
				expect: { sees: 413, decided: ['preflight allowed', 'actual allowed'] } },
			{ to: 'otherPort', path: '/api/broken', expect: { sees: 500, decided: ['actual allowed'] } },
		],
		lesson: 'An error response needs the same headers as any other. They are set before the application '
			+ 'runs and put back where a container drops them on the way to its error page.',
	},
	{
		id: 'masked-error',
		title: 'An error that looks like CORS',
		question: 'No policy covers /private. Can the page see that the address is wrong?',
		works: false,
		exchanges: [
			{ to: 'otherPort', path: '/private/nothing-here',
				expect: { sees: 'blocked', decided: ['not-cors no-policy'] } },
		],
		lesson: 'The server answered 404, the page sees a network error, and its developer goes looking for a '
			+ 'CORS bug. Most “CORS errors” in production are other errors without headers.',
	},
	{
		id: 'no-policy',
		title: 'Blocked, and done all the same',
		question: 'No policy covers /private/report. Does the server do the work for {home}?',
		works: true,
		exchanges: [
			{ to: 'otherPort', path: '/private/report',
				expect: { sees: 'blocked', decided: ['not-cors no-policy'] } },
		],
		lesson: 'The application ran and answered 200; only reading the answer was blocked. CORS protects '
			+ 'what is read. It is no firewall, and no protection against forged requests.',
	},
	{
		id: 'pass-through',
		title: 'Denied, and served all the same',
		question: 'The partner policy does not list {stranger}, and denies with pass-through. Can a page from '
			+ 'there read the offers?',
		works: false,
		exchanges: [
			{ from: 'stranger', to: 'home', path: '/partner/offers',
				expect: { sees: 'blocked', decided: ['actual origin-not-allowed'] } },
		],
		lesson: 'With on-denied: pass-through the application serves the request without CORS headers, for '
			+ 'clients that send an Origin without being browsers. To a page it makes no difference.',
	},
	{
		id: 'null-origin',
		title: 'Origin: null',
		question: 'A sandboxed frame of this very page calls the API. Does it get an answer?',
		works: false,
		exchanges: [
			{ from: 'sandbox', to: 'otherPort', path: '/api/todos',
				expect: { sees: 'blocked', decided: ['actual origin-null'] } },
		],
		lesson: 'A sandboxed frame, a local file and some redirects have the origin null. Any site can produce '
			+ 'it, so a server that allows null allows everybody.',
	},
	{
		id: 'redirect',
		title: 'A redirect within the API',
		question: '{otherPort}/api/moved redirects to /api/todos. Does the page get the todos?',
		works: true,
		exchanges: [
			{ to: 'otherPort', path: '/api/moved',
				expect: { sees: 200, decided: ['actual allowed', 'actual allowed'] } },
		],
		lesson: 'Every hop needs the headers, the redirect as well as its target.',
	},
	{
		id: 'redirect-away',
		title: 'A redirect to another origin',
		question: 'This time it redirects to {otherName}, which allows {home} as well. Does the page get the todos?',
		works: false,
		exchanges: [
			{ to: 'otherPort', path: '/api/moved-away',
				expect: { sees: 'blocked', decided: ['actual allowed', 'actual origin-null'] } },
		],
		lesson: 'A request that is sent on from one foreign origin to another loses its origin and arrives with '
			+ 'null. This is what a login redirect looks like to fetch: answer 401 instead.',
	},
	{
		id: 'form-post',
		title: 'An HTML form from elsewhere',
		question: 'Nobody listed {stranger}. A form there posts to {home}/api/callback. Does it arrive?',
		works: true,
		exchanges: [
			{ from: 'stranger', to: 'home', path: '/api/callback', method: 'POST', form: true,
				expect: { sees: 'navigated', decided: ['same-origin navigation'] } },
		],
		lesson: 'A form navigates; no script reads the answer, so CORS does not apply although there is an Origin '
			+ 'header. Logins and payments return like this: a filter that refuses them breaks both.',
	},
	{
		id: 'foreign-form',
		title: 'A form on a foreign page, off and on',
		question: 'cors.protection is on, but for /api/callback. A page of {stranger} posts a form there, {home} posts '
			+ 'one to its own /account/email, and {stranger} does the same. Do all three arrive?',
		works: false,
		exchanges: [
			{ from: 'stranger', to: 'home', path: '/api/callback', method: 'POST', form: true,
				expect: { sees: 'navigated', decided: ['same-origin navigation'] } },
			{ from: 'home', to: 'home', path: '/account/email', method: 'POST', form: true,
				expect: { sees: 'navigated', decided: ['not-cors no-policy'] } },
			{ from: 'stranger', to: 'home', path: '/account/email', method: 'POST', form: true,
				expect: { sees: 'refused', decided: ['actual cross-origin-write'] } },
		],
		lesson: 'CORS lets forms through, cookies and all: that is how one site writes in another’s name. '
			+ 'cors.protection reads Sec-Fetch-Site, which no page can set, and refuses before the application. '
			+ 'A path that other sites are meant to post to is exempt; there, whoever calls has to prove who it is.',
		change: 'cors:\n  protection:\n    trusted-origins: {stranger}   # its pages act as your users\n'
			+ '    # or, for the pages of everybody:\n    # mode: off',
	},
	{
		id: 'no-cors',
		title: 'mode: "no-cors"',
		question: 'The error is gone with mode: "no-cors". Can the page read the todos now?',
		works: false,
		exchanges: [
			{ to: 'otherPort', path: '/api/todos', mode: 'no-cors',
				expect: { sees: 'opaque', decided: ['not-cors not-cors'] } },
		],
		lesson: 'No error, no status, no headers, an empty body. The mode means: send it, I do not want to '
			+ 'know. It never makes anything readable.',
	},
];
