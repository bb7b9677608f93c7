// YAML that can be edited and put in force, and be undone.
import { apply, describe, undo } from './changes.js';
import { h } from './dom.js';

const ROOM = 14;

// What would allow what was refused, or, where all went well, refuse what was allowed.
export const offeredChange = (decisions, well) => decisions.find(({ change }) => change)?.change
	?? (well ? decisions.findLast(({ opposite }) => opposite)?.opposite : undefined);

export class ChangeForm {

	// Calls back after policies have been put in force.
	constructor(label, yaml, changed = () => {}) {
		this.changed = changed;
		this.text = h('textarea', { spellcheck: 'false', autocomplete: 'off', 'aria-label': label });
		this.text.value = yaml;
		this.text.rows = Math.min(yaml.split('\n').length + 1, ROOM);
		this.status = h('p', { class: 'applied', role: 'status' });
		this.problems = h('pre', { class: 'problems', role: 'alert', tabindex: '0', hidden: true });
		this.element = h('form', { class: 'change', submit: (event) => this.submit(event, () => apply(this.text.value)) },
			this.text,
			h('div', { class: 'buttons' },
				h('button', { type: 'submit', class: 'primary apply' }, 'Apply'),
				h('button', { type: 'button', class: 'undo', click: (event) => this.submit(event, undo) }, 'Undo'),
				this.status),
			this.problems);
	}

	async submit(event, action) {
		event.preventDefault();
		const result = await action();
		this.problems.hidden = !result.refused;
		this.problems.textContent = result.refused ?? '';
		this.status.textContent = result.refused ? 'Refused, and nothing has changed:' : describe(result);
		if (!result.refused && result.before !== result.fingerprint) {
			await this.changed();
		}
	}

}
