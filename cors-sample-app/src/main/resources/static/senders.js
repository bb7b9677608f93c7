// Sends a request from where the scenario wants it to come from: this page, a frame of
// another origin, or a sandboxed frame, which has no origin at all.

const TIMEOUT = 10_000;

// Messages of a frame in another process may come after its load event.
const SILENCE = 1000;

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

async function formSender(origin, url) {
	// A frame of its own, because it navigates away.
	const frame = await openFrame(origin, false);
	return async () => {
		// The application's page says that it is there; the browser's own, for an error, is silent.
		const silent = new Promise((resolve) => frame.addEventListener('load',
			() => setTimeout(resolve, SILENCE, { refused: true }), { once: true }));
		const result = await Promise.race([ask(frame, { form: url }), silent]);
		frame.remove();
		return result;
	};
}

// Returns what sends the request. All that had to be loaded for it is there by then, so
// that only the request itself is observed.
export async function senderOf(request, addresses) {
	const { form, from, url } = request;
	if (form) {
		return formSender(addresses[from], url);
	}
	if (from === 'home') {
		return () => globalThis.probe(request);
	}
	const sandboxed = from === 'sandbox';
	const frame = await frameFor(sandboxed ? location.origin : addresses[from], sandboxed);
	return () => ask(frame, request);
}
