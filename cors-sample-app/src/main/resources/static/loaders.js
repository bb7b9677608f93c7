// Sends requests by other means than fetch, and tells what came of them. A classic script,
// as the probe is.
{
	const once = (target, ...types) => new Promise((resolve) => types.forEach((type) =>
		target.addEventListener(type, resolve, { once: true })));

	async function element(name, attributes) {
		const made = Object.assign(document.createElement(name), attributes);
		const event = once(made, 'load', 'error');
		document.head.append(made);
		const { type } = await event;
		return { made, loaded: type === 'load' };
	}

	const result = (outcome, text, good = false) => ({ outcome, text, good });

	const told = (loaded) => loaded ? result('loaded', 'It is loaded.', true) : result('failed', 'Only an error event.');

	async function tag(name, attributes) {
		const { made, loaded } = await element(name, attributes);
		made.remove();
		return told(loaded);
	}

	async function image(url, crossOrigin) {
		const made = new Image();
		if (crossOrigin) {
			made.crossOrigin = crossOrigin;
		}
		const event = once(made, 'load', 'error');
		made.src = url;
		return { made, loaded: (await event).type === 'load' };
	}

	const refused = (error) => result(error.name, `${error.name}: ${error.message}`);

	async function pixels({ url, crossorigin }) {
		const { made, loaded } = await image(url, crossorigin);
		if (!loaded) {
			return told(false);
		}
		const context = document.createElement('canvas').getContext('2d');
		context.drawImage(made, 0, 0);
		try {
			return result('read', `Its first pixel: ${context.getImageData(0, 0, 1, 1).data.join(', ')}`, true);
		}
		catch (error) {
			return refused(error);
		}
	}

	async function rules({ url }) {
		const { made, loaded } = await element('link', { rel: 'stylesheet', href: url });
		try {
			return loaded ? result('read', made.sheet.cssRules[0].cssText, true) : told(false);
		}
		catch (error) {
			return refused(error);
		}
		finally {
			made.remove();
		}
	}

	// What monitoring sees of an error that a script throws.
	async function throwing({ url, crossorigin }) {
		const thrown = once(globalThis, 'error');
		const { made, loaded } = await element('script', { src: url, ...crossorigin ? { crossOrigin: crossorigin } : {} });
		made.remove();
		return loaded ? result((await thrown).message, `window.onerror was told: ${(await thrown).message}`, Boolean(crossorigin))
			: told(false);
	}

	async function font({ url }) {
		try {
			await new FontFace('Of another origin', `url("${url}")`).load();
			return told(true);
		}
		catch (error) {
			return result('failed', String(error));
		}
	}

	function upload({ url, method, headers, body }) {
		const request = new XMLHttpRequest();
		request.upload.addEventListener('progress', () => {});
		request.open(method, url);
		Object.entries(headers ?? {}).forEach(([name, value]) => request.setRequestHeader(name, value));
		const event = once(request, 'load', 'error');
		request.send(body);
		return event.then(({ type }) => type === 'load'
			? { type: 'cors', status: request.status, headers: {}, body: request.responseText }
			: { error: 'An error event without a reason' });
	}

	// A browser without streams takes one for the text “[object ReadableStream]”, or throws.
	function hasStreams() {
		let asked = false;
		try {
			const { headers } = new Request('/', { method: 'POST', body: new ReadableStream(),
				get duplex() {
					asked = true;
					return 'half';
				} });
			return asked && !headers.has('Content-Type');
		}
		catch {
			return false;
		}
	}

	async function stream({ url, method, headers, body }) {
		if (!hasStreams()) {
			return result('unsupported', 'Nothing: this browser can’t send a stream.');
		}
		try {
			const { status } = await fetch(url, { method, headers, duplex: 'half',
				body: new Blob([body]).stream() });
			return { type: 'cors', status, headers: {} };
		}
		catch (error) {
			return { error: String(error) };
		}
	}

	async function events({ url }) {
		const source = new EventSource(url);
		const { type, data } = await once(source, 'message', 'error');
		source.close();
		return type === 'message' ? result('read', `The first event: ${data}`, true) : told(false);
	}

	async function socket({ url }) {
		const opened = new WebSocket(url.replace(/^http/, 'ws'));
		const { type, data } = await once(opened, 'message', 'error');
		opened.close();
		return type === 'message' ? result('read', `The first message: ${data}`, true) : told(false);
	}

	globalThis.loaders = {
		stylesheet: ({ url }) => tag('link', { rel: 'stylesheet', href: url }),
		image: async ({ url, crossorigin }) => told((await image(url, crossorigin)).loaded),
		script: ({ url, crossorigin }) => tag('script', { src: url, ...crossorigin ? { crossOrigin: crossorigin } : {} }),
		module: ({ url }) => tag('script', { type: 'module', src: url }),
		pixels, rules, throwing, font, upload, stream, events, socket,
	};
}
