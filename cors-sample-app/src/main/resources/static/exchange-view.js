// One exchange in three columns: what was sent, what was decided, what could be seen.
import { here } from './browser.js';
import { h } from './dom.js';
import { answers, consequence, kind, leftOut, preflight } from './explain.js';
import { sees } from './laboratory.js';

const OUTCOMES = { allowed: 'allowed', denied: 'denied', 'not-applicable': 'left alone' };

function headerLines(headers) {
	return h('dl', { class: 'headers' }, Object.entries(headers).map(([name, value]) =>
		h('div', {}, h('dt', {}, `${name}: `), h('dd', {}, [value].flat().join(', ')))));
}

// The origin first, then what is asked for, then where the browser says it comes from.
const byImportance = (headers) => Object.fromEntries(Object.entries(headers)
	.sort(([one], [other]) => rank(one) - rank(other) || one.localeCompare(other)));

const rank = (name) => ['origin', 'access', 'sec'].indexOf(name.split('-')[0]);

function sent(result) {
	return h('section', { class: 'column' },
		h('h3', {}, 'The browser sent'),
		h('p', {}, preflight(result)),
		leftOut(result).map((text) => h('p', {}, text)),
		result.decisions.map(({ request }) => h('div', { class: 'message' },
			h('p', { class: 'line' }, `${request.method} ${request.url}`),
			headerLines(byImportance(request.headers)))));
}

function decided({ decisions, call }) {
	const answered = answers({ decisions, call });
	return h('section', { class: 'column' },
		h('h3', {}, 'The server decided'),
		decisions.length ? '' : h('p', {}, call && !call.sent ? 'Nothing: no request was sent.'
			: 'Nothing: either no request arrived, or it had neither an Origin nor a policy.'),
		decisions.map((decision, index) => h('div', { class: 'message' },
			h('p', { class: 'line' }, `${kind(decision)}: `,
				h('strong', { class: decision.outcome }, OUTCOMES[decision.outcome] ?? decision.outcome),
				decision.policy ? ` by policy “${decision.policy}”` : '', ` (${decision.reason})`),
			h('p', {}, `${decision.explanation} ${consequence(decision, answered[index])}`),
			headerLines(decision.headers),
			decision.change ? yaml('The YAML that would allow it', decision.change) : '')));
}

export function yaml(title, text) {
	return h('details', {}, h('summary', {}, title), h('pre', {}, text));
}

const BROWSERS = { chromium: 'Chromium', firefox: 'Firefox', webkit: 'Safari' };

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

const consoleOf = (lines) => h('dl', { class: 'console' }, lines.map(([browser, messages]) =>
	h('div', {}, h('dt', {}, `The console of ${BROWSERS[browser]} says`),
		h('dd', { 'data-browser': browser }, messages.map((line) => h('p', {}, line))))));

// The words that people search the web for.
function consoleLines({ seen, call }) {
	const lines = sees(seen) === 'blocked' ? Object.entries(call?.console ?? {}) : [];
	const others = lines.filter(([browser]) => browser !== here);
	return [
		lines.length > others.length ? consoleOf(lines.filter(([browser]) => browser === here)) : '',
		others.length ? h('details', {}, h('summary', {}, 'In other browsers'), consoleOf(others)) : '',
	];
}

function seenColumn(result) {
	const { seen } = result;
	const readable = seen.good ?? sees(seen) === seen.status;
	return h('section', { class: 'column' },
		h('h3', {}, 'JavaScript could see'),
		h('div', { class: 'message' },
			h('p', { class: 'line' }, h('strong', { class: readable ? 'allowed' : 'denied' }, summary(seen))),
			readable ? headerLines(seen.headers ?? {}) : '',
			seen.body ? h('pre', { class: 'body', tabindex: '0', 'aria-label': 'Body' }, seen.body) : '',
			consoleLines(result)));
}

export function exchangeView(result) {
	const { exchange, url } = result;
	const request = `${exchange.method ?? 'GET'} ${url}`;
	return h('section', { class: 'exchange', 'aria-label': exchange.about ? `${exchange.about}: ${request}` : request },
		sent(result), decided(result), seenColumn(result));
}
