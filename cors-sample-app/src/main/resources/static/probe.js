// Sends one request and tells what JavaScript could see of the answer. A classic script:
// a sandboxed frame, whose origin is null, could not load a module.
globalThis.probe = async (request) => {
	const { as, url, method, headers, body, credentials, mode } = request;
	if (as) {
		return globalThis.loaders[as](request);
	}
	try {
		const response = await fetch(url, { method, headers, body, credentials, mode });
		const text = await response.text();
		return {
			type: response.type,
			status: response.status,
			url: response.url,
			headers: Object.fromEntries(response.headers),
			body: text.length > 400 ? `${text.slice(0, 400)}…` : text,
		};
	}
	catch (error) {
		return { error: String(error) };
	}
};
