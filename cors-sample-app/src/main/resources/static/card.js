// A scenario as a card: it asks first, then shows.
import { ChangeForm, offeredChange } from './change-form.js';
import { fill, h } from './dom.js';
import { exchangeView } from './exchange-view.js';
import { comparison, differences, performAll } from './laboratory.js';
import { source } from './requests.js';

const STATES = { running: 'running ', expected: 'as expected ', different: 'different ', changed: 'changed by you ' };

export class Card {

	constructor(scenario, addresses) {
		this.scenario = scenario;
		this.addresses = addresses;
		this.mark = h('span', { class: 'mark' }, '');
		this.link = h('a', { href: `#${scenario.id}` }, this.mark, scenario.title);
		this.verdict = h('p', { class: 'verdict', role: 'status' });
		this.result = h('div', { class: 'result', hidden: true });
		this.element = this.build();
	}

	build() {
		const { id, title, question, table, exchanges } = this.scenario;
		return h('article', { id, class: 'card', tabindex: '-1', 'data-view': true, hidden: true, 'aria-labelledby': `${id}-title` },
			h('h2', { id: `${id}-title` }, h('a', { href: `#${id}`, title: 'Link to this scenario' }, title)),
			h('p', { class: 'question' }, fill(question, this.addresses)),
			table ? this.table(table) : '',
			h('pre', {}, source(exchanges, this.addresses)),
			h('div', { class: 'buttons', role: 'group', 'aria-label': 'Will it work?' },
				h('span', { 'aria-hidden': 'true' }, 'Will it work?'),
				h('button', { type: 'button', click: () => this.run(true) }, 'Yes, send it'),
				h('button', { type: 'button', click: () => this.run(false) }, 'No, send it anyway')),
			this.verdict,
			this.result);
	}

	table({ head, rows }) {
		return h('table', {},
			h('thead', {}, h('tr', {}, head.map((text) => h('th', { scope: 'col' }, text)))),
			h('tbody', {}, rows.map((row) => h('tr', {}, row.map((text) => h('td', {}, fill(text, this.addresses)))))));
	}

	// Returns whether all came out as expected.
	async run(guess) {
		this.show('running', 'Sending…');
		let results;
		try {
			results = await performAll(this.scenario.exchanges, this.addresses, (text) => this.show('running', text));
		}
		catch (error) {
			this.show('different', `The laboratory does not answer (${error.message}). Is it still running?`);
			return false;
		}
		const different = results.flatMap(differences);
		this.show(different.length ? 'different' : 'expected', this.judge(different, guess));
		this.showResults(results);
		return different.length === 0;
	}

	// Runs once more after a change of the policies, and says what it has made different.
	async runChanged() {
		const before = this.results;
		const expected = await this.run();
		const changed = comparison(before, this.results);
		const what = changed.length ? changed.join('; ') : 'all came out as before';
		this.show(expected ? 'expected' : 'changed', `With the policies that are in force now: ${what}.`);
	}

	judge(different, guess) {
		if (different.length) {
			return `Different from what is expected: ${different.join('; ')}.`;
		}
		const { works } = this.scenario;
		if (guess === undefined) {
			return works ? 'It works, as it should.'
				: `${this.scenario.exchanges.at(-1).expect.sees === 'blocked' ? 'Blocked' : 'No'}, as it should be.`;
		}
		const answer = works ? 'Yes.' : 'No.';
		return guess === works ? `${answer} You were right.` : `${answer} Surprised? Here is why.`;
	}

	show(state, text) {
		this.element.dataset.state = state;
		this.link.dataset.state = state;
		this.mark.textContent = STATES[state];
		this.verdict.textContent = text;
	}

	showResults(results) {
		const { lesson } = this.scenario;
		this.results = results;
		this.result.replaceChildren(
			h('p', { class: 'lesson' }, lesson),
			...results.map(exchangeView),
			this.changeView(results));
		this.result.hidden = false;
	}

	// Stays while it is being worked with.
	changeView(results) {
		const yaml = this.offeredChange(results);
		if (!this.change && yaml) {
			const form = new ChangeForm('The change, as YAML', yaml, () => this.runChanged());
			this.change = h('section', { class: 'change-of-policy' },
				h('h3', {}, 'The YAML that would change it'),
				h('p', {}, 'Put over the configuration of the running application, and sent again:'),
				form.element);
		}
		return this.change ?? '';
	}

	// What is to be learnt here, else what would allow what was refused, or refuse what was allowed.
	offeredChange(results) {
		const { change, works } = this.scenario;
		const decisions = results.flatMap((result) => result.decisions);
		return change ? fill(change, this.addresses) : offeredChange(decisions, works);
	}

}
