// Sends a request from where the scenario wants it to come from: this page, a frame of
// another origin, or a sandboxed frame, which has no origin at all.

import { addressOf } from './requests.js';

const TIMEOUT = 10_000;

// A page that has arrived says so a little after the server's decision.
const SILENCE = 1000;

const POLL = 100;

const later = (delay, value) => new Promise((resolve) => setTimeout(resolve, delay, value));

const frames = new Map();

async function openFrame(origin, sandboxed) {
	const frame = document.createElement('iframe');
	frame.hidden = true;
	frame.title = `A page of ${sandboxed ? 'no origin' : origin}`;
	if (sandboxed) {
		frame.setAttribute('sandbox', 'allow-scripts');
	}
	frame.src = `${origin}/frame.html`;
	const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
	document.body.append(frame);
	await loaded;
	return frame;
}

function frameFor(origin, sandboxed) {
	const key = sandboxed ? 'null' : origin;
	if (!frames.has(key)) {
		frames.set(key, openFrame(origin, sandboxed));
	}
	return frames.get(key);
}

function ask(frame, message) {
	return new Promise((resolve) => {
		const answer = (result) => {
			clearTimeout(timer);
			removeEventListener('message', listen);
			resolve(result);
		};
		const listen = ({ data, source }) => (source === frame.contentWindow) && answer(data);
		const timer = setTimeout(() => answer({ error: 'The frame did not answer: does this browser '
			+ 'resolve its name?' }), TIMEOUT);
		addEventListener('message', listen);
		frame.contentWindow.postMessage(message, '*');
	});
}

// An answer without a page is silent: Chromium and WebKit tell of an empty document, Firefox of nothing
// at all. So it is the server that is asked.
async function refusal(isRefused, arrived) {
	let waiting = true;
	arrived.then(() => { waiting = false; });
	while (waiting) {
		if (await isRefused()) {
			return later(SILENCE, { refused: true });
		}
		await later(POLL);
	}
	return arrived;
}

async function formSender(origin, url) {
	// A frame of its own, because it navigates away.
	const frame = await openFrame(origin, false);
	return async (isRefused) => {
		const arrived = ask(frame, { form: url });
		const result = await Promise.race([arrived, refusal(isRefused, arrived)]);
		frame.remove();
		return result;
	};
}

// Returns what sends the request. All that had to be loaded for it is there by then, so
// that only the request itself is observed.
export async function senderOf(request, addresses) {
	const { form, from, url } = request;
	if (form) {
		return formSender(addressOf(from, addresses), url);
	}
	if (from === 'home') {
		return () => globalThis.probe(request);
	}
	const sandboxed = from === 'sandbox';
	const frame = await frameFor(sandboxed ? location.origin : addressOf(from, addresses), sandboxed);
	return () => ask(frame, request);
}
