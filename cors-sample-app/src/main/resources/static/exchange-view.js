// One exchange in four columns: what was sent, what was decided, what could be seen, what the console says.
import { here } from './browser.js';
import { consoleColumn } from './console-view.js';
import { h } from './dom.js';
import { answers, consequence, kind, leftOut, preflight } from './explain.js';
import { sees } from './laboratory.js';

const OUTCOMES = { allowed: 'allowed', denied: 'denied', 'not-applicable': 'left alone' };

function headerLines(headers) {
	return h('dl', { class: 'headers' }, Object.entries(headers).map(([name, value]) =>
		h('div', {}, h('dt', {}, `${name}: `), h('dd', {}, [value].flat().join(', ')))));
}

const IMPORTANT = ['origin', 'access', 'sec'];

const rank = (name) => (IMPORTANT.indexOf(name.split('-')[0]) + IMPORTANT.length + 1) % (IMPORTANT.length + 1);

// The origin first, then what is asked for, then where the browser says it comes from. The host is in the line above.
const byImportance = (headers) => Object.fromEntries(Object.entries(headers)
	.filter(([name]) => name !== 'host' && name !== 'user-agent')
	.sort(([one], [other]) => rank(one) - rank(other) || one.localeCompare(other)));

function sent(result) {
	return h('section', { class: 'column' },
		h('h4', {}, 'The browser sent'),
		h('p', {}, preflight(result)),
		leftOut(result).map((text) => h('p', {}, text)),
		result.decisions.map(({ request }) => h('div', { class: 'message' },
			h('p', { class: 'line' }, `${request.method} ${request.url}`),
			headerLines(byImportance(request.headers)))));
}

function decided({ decisions, call }) {
	const answered = answers({ decisions, call });
	return h('section', { class: 'column' },
		h('h4', {}, 'The server decided'),
		decisions.length ? '' : h('p', {}, call && !call.sent ? 'Nothing: no request was sent.'
			: 'Nothing: either no request arrived, or it had neither an Origin nor a policy.'),
		decisions.map((decision, index) => h('div', { class: 'message' },
			h('p', { class: 'line' }, `${kind(decision)}: `,
				h('strong', { class: decision.outcome }, OUTCOMES[decision.outcome] ?? decision.outcome),
				decision.policy ? ` by policy “${decision.policy}”` : '', ` (${decision.reason})`),
			h('p', {}, `${decision.explanation} ${consequence(decision, answered[index])}`),
			headerLines(decision.headers))));
}

function summary(seen) {
	if (seen.outcome) {
		return seen.text;
	}
	switch (sees(seen)) {
		case 'navigated':
			return 'Nothing: the frame went to the new page.';
		case 'refused':
			return `Nothing: the frame ${here === 'firefox' ? 'shows the browser’s page for an error' : 'stays empty'}.`;
		case 'blocked':
			return seen.error;
		case 'opaque':
			return 'An opaque response: status 0, no headers, no body.';
		default:
			return `Status ${seen.status}`;
	}
}

function seenColumn(result) {
	const { seen } = result;
	const readable = seen.good ?? sees(seen) === seen.status;
	return h('section', { class: 'column' },
		h('h4', {}, 'JavaScript could see'),
		h('div', { class: 'message' },
			h('p', { class: 'line' }, h('strong', { class: readable ? 'allowed' : 'denied' }, summary(seen))),
			readable ? headerLines(seen.headers ?? {}) : '',
			seen.body ? h('pre', { class: 'body', tabindex: '0', 'aria-label': 'Body' }, seen.body) : ''));
}

export function exchangeView(result) {
	const { exchange, address } = result;
	return h('section', { class: 'exchange' },
		h('h3', {}, exchange.about ? h('span', {}, exchange.about) : '', h('code', {}, `${exchange.method ?? 'GET'} ${address}`)),
		h('div', { class: 'columns' }, sent(result), decided(result), seenColumn(result), consoleColumn(result)));
}
