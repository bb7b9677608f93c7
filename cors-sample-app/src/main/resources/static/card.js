// A scenario as a card: it asks first, then shows.
import { fill, h } from './dom.js';
import { exchangeView, yaml } from './exchange-view.js';
import { differences, performAll } from './laboratory.js';
import { source } from './requests.js';

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
		return h('article', { id, class: 'card', tabindex: '-1', 'aria-labelledby': `${id}-title` },
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
		this.mark.textContent = { running: 'running ', expected: 'as expected ', different: 'different ' }[state];
		this.verdict.textContent = text;
	}

	showResults(results) {
		const { lesson, change } = this.scenario;
		this.result.replaceChildren(
			h('p', { class: 'lesson' }, lesson),
			...results.map(exchangeView),
			change ? yaml('What would change it', fill(change, this.addresses)) : '');
		this.result.hidden = false;
	}

}
