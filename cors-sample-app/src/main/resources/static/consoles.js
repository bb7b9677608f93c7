// What the consoles of browsers say, and how to read it. The words for fetch and XMLHttpRequest come from the
// server, which repeats the call in a simulated browser; here are those for everything else. The tests compare
// both with what the browsers of the machine really write.

// The versions in which all of it was seen.
export const BROWSERS = {
	chromium: { name: 'Chrome', seen: 'Chromium 156' },
	firefox: { name: 'Firefox', seen: 'Firefox 153 ESR' },
	webkit: { name: 'Safari', seen: 'WebKitGTK 2.50' },
};

const noHeader = (what, ofFirefox, ofWebKit) => ({
	chromium: [`Access to ${what} at '{url}' from origin '{page}' has been blocked by CORS policy: `
		+ 'No \'Access-Control-Allow-Origin\' header is present on the requested resource.'],
	firefox: ['Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at {url}. '
		+ '(Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: {status}.', ...ofFirefox],
	webkit: ['Origin {page} is not allowed by Access-Control-Allow-Origin. Status code: {status}', ...ofWebKit],
});

const image = noHeader('image', [], ['Cannot load image {url} due to access control checks.']);

const script = noHeader('script', [], ['Cross-origin script load denied by Cross-Origin Resource Sharing policy.']);

// By what was used in place of fetch, where it failed.
export const LINES = {
	image,
	pixels: image,
	script,
	throwing: script,
	module: noHeader('script', [], []),
	// WebKit fetches fonts in mode no-cors.
	font: { ...noHeader('font', [], []), webkit: [] },
	events: noHeader('resource', ['Firefox can’t establish a connection to the server at {url}.'],
		['EventSource cannot load {url} due to access control checks.']),
	socket: {
		chromium: ['WebSocket connection to \'{url}\' failed: Error during WebSocket handshake: '
			+ 'Unexpected response code: {status}'],
		firefox: ['Firefox can’t establish a connection to the server at {url}.'],
		webkit: ['WebSocket connection to \'{url}\' failed: The server did not accept the WebSocket handshake.'],
	},
	tls: {
		chromium: ['Failed to load resource: net::ERR_SSL_PROTOCOL_ERROR'],
		firefox: ['Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at {url}. '
			+ '(Reason: CORS request did not succeed). Status code: (null).'],
		webkit: [],
	},
};

// How to read it, by the reason that the standard has for the failure.
export const READINGS = {
	'no-acao': 'All blame a header that is missing, none says why. Either the server refused, or something answered that '
		+ 'knows nothing of CORS: an error page, a proxy, another path. Chrome does not even show the status.',
	'acao-mismatch': 'The server named another origin. Chrome and Firefox quote it, Safari names the page’s own.',
	'acao-wildcard-with-credentials': 'All three are right, and the cure is not to echo every origin but to list the one '
		+ 'that is meant.',
	'acac-not-true': 'Only the exact word true counts. Chrome quotes what came instead; nothing came here if the quotes '
		+ 'are empty.',
	'preflight-no-acao': 'Chrome and Firefox look for the header first and Safari at the status, so they blame different '
		+ 'things for one refusal. Firefox’s second line follows every failed preflight: read the first.',
	'preflight-acao-mismatch': 'The answer to the preflight named another origin than the page’s.',
	'preflight-status': 'The headers were right and the status was not: often something that asks for a login before '
		+ 'CORS is looked at.',
	'preflight-method-not-allowed': 'Chrome and Safari name the method, Firefox does not.',
	'preflight-header-not-allowed': 'Only the first header that is missing is named. There may be more.',
	'socket': 'No word of CORS, because there is none. Only Chrome shows the status with which the server refused.',
	'tls': 'Chrome names the true cause, Firefox calls it CORS although nothing was ever asked, Safari says nothing.',
};
