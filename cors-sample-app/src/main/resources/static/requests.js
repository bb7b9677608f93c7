// A request as a developer would write it, and why there is no preflight for most of what is not fetch.
import { here } from './browser.js';
import { fill } from './dom.js';

export const addressOf = (place, addresses) => addresses[place] ?? fill(place, addresses);

const FRAMES = { sandbox: 'a sandboxed frame', publicPage: 'a page that counts as one from the internet' };

export const pageOf = (from, addresses) => FRAMES[from] ?? `a page of ${addressOf(from, addresses)}`;

const shorten = (text) => text.length > 60 ? `${text.slice(0, 50)}…` : text;

const quoted = (text) => text.includes('"') ? `'${shorten(text)}'` : `"${shorten(text)}"`;

const literal = (value) => typeof value === 'string' ? quoted(value)
	: `{ ${Object.entries(value).map(([key, text]) => `"${key}": ${quoted(text)}`).join(', ')} }`;

const crossOrigin = ({ crossorigin }) => crossorigin ? ' crossorigin' : '';

const XHR = (url, { method, headers = {}, body }) => ['xhr.upload.onprogress = showProgress;',
	`xhr.open("${method}", "${url}");`,
	...Object.entries(headers).map(([name, value]) => `xhr.setRequestHeader("${name}", "${value}");`),
	`xhr.send(${quoted(body)});`].join('\n');

const WRITTEN = {
	stylesheet: (url) => `<link rel="stylesheet" href="${url}">`,
	rules: (url) => `<link rel="stylesheet" href="${url}">   // and then link.sheet.cssRules`,
	image: (url, exchange) => `<img src="${url}"${crossOrigin(exchange)}>`,
	pixels: (url, exchange) => `<img src="${url}"${crossOrigin(exchange)}>   // and then canvas.getImageData(…)`,
	script: (url, exchange) => `<script src="${url}"${crossOrigin(exchange)}></script>`,
	throwing: (url, exchange) => `<script src="${url}"${crossOrigin(exchange)}></script>   // and then window.onerror`,
	module: (url) => `<script type="module" src="${url}"></script>`,
	font: (url) => `new FontFace("Triangle", 'url("${url}")').load()`,
	events: (url) => `new EventSource("${url}")`,
	socket: (url) => `new WebSocket("${url.replace(/^http/, 'ws')}")`,
	upload: XHR,
	stream: (url, { method }) => `fetch("${url}", { method: "${method}", body: aReadableStream, duplex: "half" })`,
};

// Why each is sent without asking. It is a GET without headers of the script's own.
const ASKING_NOTHING = {
	socket: 'No preflight: CORS does not apply to WebSockets. The handshake carries an Origin, and the server decides.',
	events: 'No preflight: an EventSource sends a GET that never needs one.',
};

const EMBEDDED = 'No preflight: pages have always been able to embed what is elsewhere.';

const BY_CORS = 'No preflight: it is a GET in mode cors, without headers of the page’s own.';

const IN_CORS = here === 'webkit' ? ['module'] : ['module', 'font'];

export function withoutPreflight({ as, crossorigin }) {
	if (!as || as === 'upload' || as === 'stream') {
		return undefined;
	}
	return ASKING_NOTHING[as] ?? (crossorigin || IN_CORS.includes(as) ? BY_CORS : EMBEDDED);
}

function sourceOf(exchange, addresses) {
	const url = `${addressOf(exchange.to, addresses)}${fill(exchange.path, addresses)}`;
	if (exchange.form) {
		return `<form method="post" action="${url}">`;
	}
	if (exchange.as) {
		return WRITTEN[exchange.as](url, exchange);
	}
	const options = ['method', 'mode', 'credentials', 'headers', 'body']
		.filter((name) => exchange[name] !== undefined)
		.map((name) => `\n  ${name}: ${literal(exchange[name])}`);
	return `fetch("${url}"${options.length ? `, {${options.join(',')}\n}` : ''})`;
}

export function source(exchanges, addresses) {
	return exchanges.map((exchange, index) => {
		const { from, about, after } = exchange;
		const elsewhere = from && from !== exchanges[index - 1]?.from;
		return (elsewhere ? `// In ${pageOf(from, addresses)}:\n` : '') + (about ? `// ${about}\n` : '')
			+ (after ? `await seconds(${after});\n` : '') + sourceOf(exchange, addresses);
	}).join('\n');
}
