// The fourth column: what the consoles of three browsers say about an exchange.
import { here } from './browser.js';
import { BROWSERS, LINES, READINGS } from './consoles.js';
import { fill, h } from './dom.js';
import { answers } from './explain.js';

// Returns the lines of each browser and what they mean; without lines, why there are none.
function said(result) {
	const { exchange, seen, call, decisions } = result;
	if (exchange.sending && seen.error) {
		return { lines: filled(LINES.tls, result), reading: READINGS.tls };
	}
	if (seen.outcome === 'failed' && exchange.as in LINES) {
		return { lines: filled(LINES[exchange.as], result), reading: READINGS[exchange.as] ?? READINGS['no-acao'] };
	}
	if (seen.error && call?.sent && !decisions.length) {
		return { nothing: 'That Access-Control-Allow-Origin names another origin: the answer is one that a cache kept for '
			+ 'another page.' };
	}
	if (seen.error && call) {
		return Object.keys(call.console).length ? { lines: call.console, reading: READINGS[call.failureCode] }
			: { nothing: `Nothing about CORS: ${call.failure || 'the connection failed'}.` };
	}
	return { nothing: silence(seen) };
}

function silence({ outcome, type }) {
	switch (outcome) {
		case 'SecurityError':
			return 'Nothing: the exception goes to the script alone.';
		case 'Script error.':
			return 'The whole error. The console is the visitor’s; what is kept back is kept from the page.';
		default:
			return type === 'opaque' ? 'Nothing, as the page has asked for: it is sure to see nothing.'
				: 'Nothing: there is nothing to complain about.';
	}
}

function filled(lines, result) {
	const { url, page, exchange } = result;
	const status = answers(result).findLast((answer) => answer !== undefined)?.status ?? result.decisions.at(-1)?.status;
	const values = { page, status, url: exchange.as === 'socket' ? url.replace(/^http/, 'ws') : url };
	return Object.fromEntries(Object.entries(lines).map(([browser, texts]) =>
		[browser, texts.map((text) => fill(text, values))]));
}

const entry = (browser, lines) => h('div', { class: browser === here ? 'here' : undefined },
	h('dt', {}, BROWSERS[browser].name, h('small', {}, ` ${browser === here ? 'this browser' : BROWSERS[browser].seen}`)),
	h('dd', { 'data-browser': browser }, lines.length ? lines.map((line) => h('p', {}, line)) : 'Nothing about CORS.'));

export function consoleColumn(result) {
	const { lines, reading, nothing } = said(result);
	return h('section', { class: 'column' },
		h('h4', {}, 'The console says'),
		nothing ? h('p', {}, nothing)
			: h('dl', { class: 'console', 'data-page': result.page },
				Object.keys(BROWSERS).map((browser) => entry(browser, lines[browser] ?? []))),
		reading ? h('p', { class: 'reading' }, reading) : '');
}
