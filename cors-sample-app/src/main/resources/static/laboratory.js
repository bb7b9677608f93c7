// Runs exchanges and finds out what the server decided about them.
import { expected } from './browser.js';
import { fill } from './dom.js';
import { addressOf } from './requests.js';
import { senderOf } from './senders.js';

const SECOND = 1000;

async function getJson(path) {
	const response = await fetch(path);
	return response.json();
}

export async function readAddresses() {
	const addresses = await getJson('/lab/addresses');
	return { ...addresses, publicPage: addresses.home, port: new URL(addresses.home).port };
}

export const readPolicies = () => getJson('/lab/policies');

export const readProfiles = () => getJson('/lab/profiles');

// The browser remembers preflights by URL: a query of its own makes every run the first.
let runs = 0;

// What the standard says about the call, and what it was answered with.
async function readCall({ from, url, method, headers = {}, body, credentials = 'same-origin', mode = 'cors', as = 'fetch' },
	page, run) {
	const pairs = Array.isArray(headers) ? headers : Object.entries(headers);
	const call = { page, publicPage: from === 'publicPage', url, method, credentials, mode, as, run,
		headers: pairs.map(([name, value]) => ({ name, value })), body: body !== undefined };
	const response = await fetch('/lab/browser', { method: 'POST', headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(call) });
	return response.json();
}

// What the visitor has allowed changes what is to come.
async function isPermitted({ permission }) {
	try {
		return permission !== undefined && (await navigator.permissions.query({ name: permission })).state === 'granted';
	}
	catch {
		return false;
	}
}

const newRun = () => `${Date.now().toString(36)}-${++runs}`;

async function perform(exchange, addresses, run) {
	const address = `${addressOf(exchange.to, addresses)}${fill(exchange.path, addresses)}`;
	const url = `${address}${address.includes('?') ? '&' : '?'}run=${run}`;
	const request = { method: 'GET', from: 'home', ...exchange, url };
	const page = request.from === 'sandbox' ? 'null' : addressOf(request.from, addresses);
	const send = await senderOf(request, addresses);
	const before = await getJson('/lab/decisions/last');
	const decided = () => getJson(`/lab/decisions?after=${before}`);
	const seen = await send(async () => (await decided()).some(({ status }) => status !== 0));
	const decisions = await decided();
	const call = exchange.form || exchange.sending ? undefined : await readCall(request, page, run);
	return { exchange, address, url, page, seen, decisions, call, sameOrigin: page === new URL(url).origin,
		permitted: await isPermitted(exchange) };
}

async function wait(seconds, tell) {
	for (let left = seconds; left > 0; left--) {
		tell(`The next request follows in ${left} s…`);
		await new Promise((resolve) => setTimeout(resolve, SECOND));
	}
}

// A token that one answer gives and a later request takes along.
function keep({ exchange, seen }) {
	const { token } = exchange.keeps ? JSON.parse(seen.body) : {};
	return token ? { [exchange.keeps]: token } : {};
}

const filled = (exchange, kept) => !exchange.headers || Array.isArray(exchange.headers) ? exchange : { ...exchange,
	headers: Object.fromEntries(Object.entries(exchange.headers).map(([name, value]) => [name, fill(value, kept)])) };

async function performInOrder(exchanges, addresses, tell) {
	const results = [];
	const run = newRun();
	const kept = {};
	for (const exchange of exchanges) {
		await wait(exchange.after ?? 0, tell);
		const result = await perform(filled(exchange, kept), addresses, run);
		results.push(result);
		Object.assign(kept, keep(result));
	}
	return results;
}

// One at a time, or one run would see the decisions of another.
let latest = Promise.resolve();

// Tells how long it waits, where a request is to follow later.
export function performAll(exchanges, addresses, tell = () => {}) {
	const next = latest.then(() => performInOrder(exchanges, addresses, tell));
	latest = next.catch(() => {});
	return next;
}

export function sees({ error, outcome, type, status, navigated, refused }) {
	if (outcome) {
		return outcome;
	}
	if (navigated || refused) {
		return navigated ? 'navigated' : 'refused';
	}
	if (error) {
		return 'blocked';
	}
	return type === 'opaque' ? 'opaque' : status;
}

// Returns what differs from the exchange's expectation, in words; nothing if all is well.
export function differences({ exchange, seen, decisions, permitted }) {
	const expect = permitted ? exchange.expect.permitted : exchange.expect;
	const found = [];
	const toSee = expected(expect.sees);
	if (sees(seen) !== toSee) {
		found.push(`JavaScript was to see ${toSee}, it saw ${sees(seen)}`);
	}
	const decided = decisions.map(({ kind, reason }) => `${kind} ${reason}`).join(', ');
	const toDecide = expected(expect.decided).join(', ');
	if (decided !== toDecide) {
		found.push(`the server was to decide “${toDecide}”, it decided “${decided}”`);
	}
	// One of several, where that is up to the browser's settings.
	const bodies = [expected(expect.body) ?? []].flat();
	if (bodies.length && !bodies.includes(seen.body)) {
		found.push(`the answer was to be ${bodies.join(' or ')}, it was ${seen.body}`);
	}
	const sites = [...new Set(decisions.flatMap(({ request }) => request.headers['sec-fetch-site'] ?? 'nothing'))].join();
	if (expect.site && sites !== expect.site) {
		found.push(`Sec-Fetch-Site was to say ${expect.site}, it said ${sites}`);
	}
	for (const [name, readable] of Object.entries(expect.headers ?? {})) {
		if ((name in (seen.headers ?? {})) !== readable) {
			found.push(`the header ${name} was to be ${readable ? 'readable' : 'hidden'}`);
		}
	}
	return found;
}

const names = (headers = {}) => Object.keys(headers).sort().join(', ');

const decided = ({ decisions }) => decisions.map(({ kind, reason }) => `${kind} ${reason}`).join(', ') || 'nothing';

// Returns what has become of exchanges that were run before, in words; nothing of those that came out the same.
export function comparison(before, after) {
	return after.flatMap((result, index) => {
		const old = before[index];
		const { about, method = 'GET' } = result.exchange;
		const found = [];
		if (sees(old.seen) !== sees(result.seen)) {
			found.push(`JavaScript sees ${sees(result.seen)}, it saw ${sees(old.seen)}`);
		}
		else if (names(old.seen.headers) !== names(result.seen.headers)) {
			found.push(`JavaScript reads the headers ${names(result.seen.headers)}`);
		}
		if (decided(old) !== decided(result)) {
			found.push(`the server decides “${decided(result)}”, it decided “${decided(old)}”`);
		}
		return found.length ? [`${about ?? `${method} ${result.exchange.path}`}: ${found.join(', and ')}`] : [];
	});
}
