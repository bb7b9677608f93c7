package io.crossgate.cors.sample;

import java.util.List;

/**
 * A page that can write in every way in which pages can: {@code ways[way](url)}.
 */
final class WritingPage {

	/** In the order of the page. */
	static final List<String> WAYS = List.of("form", "beacon", "blind", "json", "multipart", "keepalive", "sandbox",
			"redirect", "socket", "worker", "later", "preflighted");

	static final String HTML = """
			<!doctype html><title>A page that writes</title><body>
			<form id=posting method=post><input name=amount value=1><button id=post>Post</button></form>
			<a id=link>A link</a>
			<script>
			const form = (url, more = {}, ...fields) => {
				const form = Object.assign(document.createElement('form'), { method: 'post', action: url }, more);
				const field = Object.assign(document.createElement('input'), { name: 'amount', value: '1' });
				form.append(field, ...fields);
				document.body.append(form);
				return form;
			};
			let frames = 0;
			const frame = (attributes) => {
				const frame = Object.assign(document.createElement('iframe'), { name: `frame-${++frames}` }, attributes);
				document.body.append(frame);
				return frame.name;
			};
			const upload = () => {
				const files = new DataTransfer();
				files.items.add(new File(['a receipt'], 'receipt.txt', { type: 'text/plain' }));
				return Object.assign(document.createElement('input'), { type: 'file', name: 'file', files: files.files });
			};
			const blind = (url, more) => fetch(url, { method: 'POST', mode: 'no-cors', credentials: 'include', ...more });
			const ways = {
				form: (url) => form(url, { target: frame() }).submit(),
				beacon: (url) => navigator.sendBeacon(url, 'amount=1'),
				blind: (url) => blind(url, { body: 'amount=1' }),
				json: (url) => blind(url, { body: '{"amount":1}', headers: { 'Content-Type': 'text/plain' } }),
				multipart: (url) => { const data = new FormData(); data.set('a', '1'); blind(url, { body: data }); },
				keepalive: (url) => blind(url, { body: 'amount=1', keepalive: true }),
				sandbox: (url) => frame({ sandbox: 'allow-scripts allow-forms',
					srcdoc: `<form method=post action="${url}"></form><script>document.forms[0].submit()<\\/script>` }),
				redirect: (url) => form('/redirect?to=' + encodeURIComponent(url), { target: frame() }).submit(),
				socket: (url) => new WebSocket(url.replace('http', 'ws')),
				worker: (url) => new Worker(URL.createObjectURL(new Blob(
					[`fetch('${url}', { method: 'POST', mode: 'no-cors', body: 'amount=1' })`]))),
				later: (url) => fetchLater(url, { method: 'POST', activateAfter: 0, mode: 'no-cors' }),
				preflighted: (url) => fetch(url, { method: 'PUT', credentials: 'include' })
					.then(() => 'read', () => 'blocked'),
				upload: (url) => form(url, { target: frame(), enctype: 'multipart/form-data' }, upload()).submit(),
			};
			</script>
			""";

	private WritingPage() {
	}

}
