// A request of the visitor's own making.
import { ChangeForm, offeredChange } from './change-form.js';
import { h } from './dom.js';
import { exchangeView } from './exchange-view.js';
import { performAll, sees } from './laboratory.js';

function split(line) {
	const colon = line.indexOf(':');
	return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
}

const linesOf = (text) => text.split('\n').filter((line) => line.trim());

function toExchange(form) {
	const { from, to, method, path, credentials, mode, headers, body } = Object.fromEntries(new FormData(form));
	return {
		from, to, method, mode,
		path: path.startsWith('/') ? path : `/${path}`,
		credentials: credentials ? 'include' : 'same-origin',
		headers: linesOf(headers).filter((line) => line.includes(':')).map(split),
		body: body || undefined,
	};
}

const notesOf = (form) => linesOf(new FormData(form).get('headers'))
	.filter((line) => !line.includes(':'))
	.map((line) => `Left out: “${line.trim()}”, a line without a colon.`);

const changeView = (yaml) => yaml ? h('section', { class: 'change-of-policy' }, h('h3', {}, 'The YAML that would change it'),
	new ChangeForm('The change, as YAML', yaml).element) : '';

export function setUpPlayground(form, output, addresses) {
	for (const option of form.querySelectorAll('option[value]')) {
		const address = addresses[option.value];
		option.textContent = address ? `${address}${option.dataset.note ?? ''}` : option.textContent;
	}
	form.addEventListener('submit', async (event) => {
		event.preventDefault();
		const notes = notesOf(form);
		try {
			const [result] = await performAll([toExchange(form)], addresses);
			output.replaceChildren(h('div', { class: 'result' }, exchangeView({ ...result, notes }),
				changeView(offeredChange(result.decisions, sees(result.seen) === result.seen.status))));
		}
		catch (error) {
			output.replaceChildren(h('p', { class: 'verdict' },
				`The laboratory does not answer (${error.message}). Is it still running?`));
		}
	});
}
