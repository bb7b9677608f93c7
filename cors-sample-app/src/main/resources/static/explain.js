// Words for what happened. The rules are those of https://fetch.spec.whatwg.org/

const SAFELISTED_METHODS = ['GET', 'HEAD', 'POST'];
const SAFELISTED_HEADERS = ['accept', 'accept-language', 'content-language', 'content-type', 'range'];
const SAFELISTED_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];

const REASONS = {
	'allowed': 'Everything the request asked for is allowed.',
	'not-cors': 'There is no Origin header: CORS has nothing to say.',
	'same-origin': 'The page is of the server’s own origin. It needs no permission.',
	'no-policy': 'No policy covers this path: it is left alone.',
	'navigation': 'The browser is going somewhere, no script is reading: CORS does not apply.',
	'origin-not-allowed': 'The origin is none of those the policy allows.',
	'origin-malformed': 'The Origin header is nothing a browser would send.',
	'origin-null': 'The origin is null, which any site can produce.',
	'origin-multiple': 'There is more than one origin.',
	'method-not-allowed': 'The method is none of those the policy allows.',
	'method-malformed': 'The requested method is not a method.',
	'headers-not-allowed': 'A requested header is none of those the policy allows.',
	'headers-malformed': 'The requested headers are no list of header names.',
	'headers-too-large': 'The requested headers are longer than any browser’s.',
};

const KINDS = {
	'preflight': 'Preflight',
	'actual': 'Request',
	'same-origin': 'Request',
	'not-cors': 'Request',
	'websocket': 'WebSocket handshake',
};

export const kind = (decision) => KINDS[decision.kind] ?? decision.kind;

export const reason = (decision) => REASONS[decision.reason] ?? decision.reason;

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
