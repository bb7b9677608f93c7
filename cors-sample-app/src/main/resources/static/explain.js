// Words for what happened, as far as the server does not say it itself. When there is a preflight
// follows https://fetch.spec.whatwg.org/#cors-safelisted-method and the terms after it.

const SAFELISTED_METHODS = ['GET', 'HEAD', 'POST'];
const SAFELISTED_HEADERS = ['accept', 'accept-language', 'content-language', 'content-type', 'range'];
const SAFELISTED_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];

const KINDS = {
	'preflight': 'Preflight',
	'actual': 'Request',
	'same-origin': 'Request',
	'not-cors': 'Request',
	'websocket': 'WebSocket handshake',
};

export const kind = (decision) => KINDS[decision.kind] ?? decision.kind;

// What the application did, as far as CORS decides about that.
export function consequence({ kind, status }) {
	if (status === 0) {
		return 'The application served it.';
	}
	return kind === 'preflight' ? `Answered with ${status}; the application never sees preflights.`
		: `Answered with ${status}; the application never saw it.`;
}

function causesOfPreflight({ method = 'GET', headers = {} }) {
	const causes = [];
	if (!SAFELISTED_METHODS.includes(method)) {
		causes.push(`the method ${method}`);
	}
	for (const [name, value] of Object.entries(headers)) {
		const isType = name.toLowerCase() === 'content-type';
		if (isType && !SAFELISTED_TYPES.includes(value.split(';')[0].trim().toLowerCase())) {
			causes.push(`Content-Type: ${value}`);
		}
		else if (!SAFELISTED_HEADERS.includes(name.toLowerCase())) {
			causes.push(`the header ${name}`);
		}
	}
	return causes;
}

export function preflight({ exchange, decisions }) {
	if (exchange.form) {
		return 'No preflight: forms have always been able to post anywhere.';
	}
	if (exchange.mode === 'no-cors') {
		return 'No preflight: with no-cors the browser sends only what needs none.';
	}
	const causes = causesOfPreflight(exchange).join(' and ');
	if (decisions.some(({ kind }) => kind === 'preflight')) {
		return `A preflight first, because of ${causes || 'a redirect'}.`;
	}
	if (!causes) {
		return 'No preflight: a plain form could have sent this, too.';
	}
	return decisions.some(({ reason }) => reason === 'same-origin')
		? `No preflight in spite of ${causes}: the origin is the same.`
		: `No preflight in spite of ${causes}: the browser remembers the last answer.`;
}
