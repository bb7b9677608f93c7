// Sends a request from where the scenario wants it to come from: this page, a frame of
// another origin, or a sandboxed frame, which has no origin at all.

import { addressOf } from './requests.js';

const TIMEOUT = 10_000;

// A visitor who is asked for permission has to think.
const VISITOR = 60_000;

// A page that has arrived says so a little after the server's decision.
const SILENCE = 1000;

const POLL = 100;

const later = (delay, value) => new Promise((resolve) => setTimeout(resolve, delay, value));

const frames = new Map();

// Frames that are no pages of an origin like any other.
const SPECIAL = {
	sandbox: { title: 'A page of no origin', src: '/frame.html', sandbox: 'allow-scripts' },
	publicPage: { title: 'A page as from the internet', src: '/public-frame.html', allow: 'loopback-network' },
};

async function openFrame(from, addresses) {
	const frame = document.createElement('iframe');
	frame.hidden = true;
	const page = addressOf(from, addresses);
	const attributes = SPECIAL[from] ?? { title: `A page of ${page}`, src: `${page}/frame.html` };
	for (const [name, value] of Object.entries(attributes)) {
		frame.setAttribute(name, value);
	}
	const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
	document.body.append(frame);
	await loaded;
	return frame;
}

function frameFor(from, addresses) {
	if (!frames.has(from)) {
		frames.set(from, openFrame(from, addresses));
	}
	return frames.get(from);
}

function ask(frame, message, patience = TIMEOUT) {
	return new Promise((resolve) => {
		const answer = (result) => {
			clearTimeout(timer);
			removeEventListener('message', listen);
			resolve(result);
		};
		const listen = ({ data, source }) => (source === frame.contentWindow) && answer(data);
		const timer = setTimeout(() => answer({ error: 'The frame did not answer: does this browser '
			+ 'resolve its name?' }), patience);
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

async function formSender({ from, url }, addresses) {
	// A frame of its own, because it navigates away.
	const frame = await openFrame(from, addresses);
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
	const { form, from, permission } = request;
	if (form) {
		return formSender(request, addresses);
	}
	if (from === 'home') {
		return () => globalThis.probe(request);
	}
	const frame = await frameFor(from, addresses);
	return () => ask(frame, request, permission ? VISITOR : TIMEOUT);
}
