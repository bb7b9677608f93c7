// Words for what happened, as far as the server does not say it itself.
import { withoutPreflight } from './requests.js';

const KINDS = {
	'preflight': 'Preflight',
	'actual': 'Request',
	'same-origin': 'Request',
	'not-cors': 'Request',
	'websocket': 'WebSocket handshake',
};

// On a path without a policy a preflight is a request like any other to the server.
export const isPreflight = ({ kind, request }) => kind === 'preflight'
	|| (request.method === 'OPTIONS' && 'access-control-request-method' in request.headers);

export const kind = (decision) => isPreflight(decision) ? KINDS.preflight : KINDS[decision.kind] ?? decision.kind;

// How each decided request was answered; nothing if that is not known.
export function answers({ decisions, call }) {
	const left = [...call?.responses ?? []];
	return decisions.map(({ request }) => {
		const found = left.findIndex(({ method, path }) => method === request.method
			&& path === new URL(request.url).pathname);
		return found < 0 ? undefined : left.splice(found, 1)[0];
	});
}

// What the application did.
export function consequence(decision, answer) {
	const { status } = decision;
	if (status !== 0) {
		return isPreflight(decision) ? `Answered with ${status}; the application never sees preflights.`
			: `Answered with ${status}; the application never saw it.`;
	}
	if (!answer) {
		return 'It was passed on to the application.';
	}
	const lines = decision.policy ? [] : answer.cors['Access-Control-Allow-Origin'];
	const written = lines.map((line) => ` Access-Control-Allow-Origin: ${line}`).join(',');
	return `The application answered ${answer.status}${written && ` and wrote${written}`}.`;
}

export function preflight({ exchange, seen, decisions, call, sameOrigin }) {
	const known = exchange.sending ?? withoutPreflight(exchange);
	if (known || seen.outcome === 'unsupported') {
		return known ?? seen.text;
	}
	if (exchange.form) {
		return 'No preflight: forms have always been able to post anywhere.';
	}
	if (!call.sent && !decisions.length) {
		return `Nothing: ${call.failure}.`;
	}
	if (exchange.mode === 'no-cors') {
		return 'No preflight: with no-cors the browser sends only what needs none.';
	}
	const causes = call.preflightCauses.join(' and ');
	if (decisions.some(isPreflight)) {
		return `A preflight first, ${causes || 'because of a redirect'}.`;
	}
	if (sameOrigin) {
		return 'No preflight: the origin is the same.';
	}
	if (!causes) {
		return 'No preflight: any page may send such a request without asking.';
	}
	return decisions.length ? `No second preflight, although one is needed ${causes}: the browser remembers the last answer.`
		: `A preflight is needed ${causes}, but none has arrived.`;
}

// What the script asked for and the browser left out.
export function leftOut({ call, notes = [] }) {
	const forbidden = (call?.forbiddenHeaders ?? []).map((name) => `${name}, which no page may set`);
	const unsafe = (call?.unsafeHeaders ?? []).map((name) => `${name}, because no-cors sends safelisted headers only`);
	return [...notes, ...call?.sent ? [...forbidden, ...unsafe].map((text) => `Left out: ${text}.`) : []];
}
