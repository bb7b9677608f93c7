// One exchange in three columns: what was sent, what was decided, what could be seen.
import { h } from './dom.js';
import { consequence, kind, preflight, reason } from './explain.js';
import { sees } from './laboratory.js';

const OUTCOMES = { allowed: 'allowed', denied: 'denied', untouched: 'left alone' };

function headerLines(headers) {
	return h('dl', { class: 'headers' }, Object.entries(headers).map(([name, value]) =>
		h('div', {}, h('dt', {}, `${name}: `), h('dd', {}, [value].flat().join(', ')))));
}

function sent(result) {
	return h('section', { class: 'column' },
		h('h4', {}, 'The browser sent'),
		h('p', {}, preflight(result)),
		result.decisions.map(({ request }) => h('div', { class: 'message' },
			h('p', { class: 'line' }, `${request.method} ${request.url}`),
			headerLines(request.headers))));
}

function decided({ decisions }) {
	return h('section', { class: 'column' },
		h('h4', {}, 'The server decided'),
		decisions.length ? '' : h('p', {}, 'Nothing: either no request arrived, or it had neither an Origin nor a '
			+ 'policy.'),
		decisions.map((decision) => h('div', { class: 'message' },
			h('p', { class: 'line' }, `${kind(decision)}: `,
				h('strong', { class: decision.outcome }, OUTCOMES[decision.outcome] ?? decision.outcome),
				decision.policy ? ` by policy “${decision.policy}”` : '', ` (${decision.reason})`),
			h('p', {}, `${reason(decision)} ${consequence(decision)}`),
			headerLines(decision.headers))));
}

function summary(seen) {
	switch (sees(seen)) {
		case 'navigated':
			return 'Nothing: the frame went to the new page.';
		case 'blocked':
			return seen.error;
		case 'opaque':
			return 'An opaque response: status 0, no headers, no body.';
		default:
			return `Status ${seen.status}`;
	}
}

function seenColumn({ seen }) {
	const readable = sees(seen) === seen.status;
	return h('section', { class: 'column' },
		h('h4', {}, 'JavaScript could see'),
		h('div', { class: 'message' },
			h('p', { class: 'line' }, h('strong', { class: readable ? 'allowed' : 'denied' }, summary(seen))),
			readable ? headerLines(seen.headers) : '',
			seen.body ? h('pre', { class: 'body', tabindex: '0', 'aria-label': 'Body' }, seen.body) : ''));
}

export function exchangeView(result) {
	return h('div', { class: 'exchange' }, sent(result), decided(result), seenColumn(result));
}

const pageOf = (from, addresses) => from === 'sandbox' ? 'a sandboxed frame' : `a page of ${addresses[from]}`;

// The request as a developer would write it.
export function sourceOf(exchange, addresses) {
	const { from, to, path, form } = exchange;
	const url = `${addresses[to]}${path}`;
	if (form) {
		return `<!-- in ${pageOf(from, addresses)} -->\n<form method="post" action="${url}">`;
	}
	const options = ['method', 'mode', 'credentials', 'headers', 'body']
		.filter((name) => exchange[name] !== undefined)
		.map((name) => `\n  ${name}: ${shorten(JSON.stringify(exchange[name]))}`);
	return (from ? `// in ${pageOf(from, addresses)}\n` : '')
		+ `fetch("${url}"${options.length ? `, {${options.join(',')}\n}` : ''})`;
}

const shorten = (text) => text.length > 80 ? `${text.slice(0, 60)}…"` : text;
