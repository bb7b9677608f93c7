// A request of the visitor's own making.
import { h } from './dom.js';
import { exchangeView } from './exchange-view.js';
import { performAll } from './laboratory.js';

function parseHeaders(text) {
	return Object.fromEntries(text.split('\n')
		.filter((line) => line.includes(':'))
		.map((line) => [line.slice(0, line.indexOf(':')).trim(), line.slice(line.indexOf(':') + 1).trim()]));
}

function toExchange(form) {
	const { from, to, method, path, credentials, mode, headers, body } = Object.fromEntries(new FormData(form));
	return {
		from, to, method, mode,
		path: path.startsWith('/') ? path : `/${path}`,
		credentials: credentials ? 'include' : 'same-origin',
		headers: parseHeaders(headers),
		body: body || undefined,
	};
}

export function setUpPlayground(form, output, addresses) {
	for (const option of form.querySelectorAll('option[value]')) {
		const address = addresses[option.value];
		option.textContent = address ? `${address}${option.dataset.note ?? ''}` : option.textContent;
	}
	form.addEventListener('submit', async (event) => {
		event.preventDefault();
		const [result] = await performAll([toExchange(form)], addresses);
		output.replaceChildren(h('div', { class: 'result' }, exchangeView(result)));
	});
}
