// Puts the page together and runs everything on demand.
import { Card } from './card.js';
import { h } from './dom.js';
import { readAddresses, readPolicies } from './laboratory.js';
import { setUpPlayground } from './playground.js';
import { toYaml } from './policies.js';
import { scenarios } from './scenarios.js';

const byId = (id) => document.getElementById(id);

const [addresses, policies] = await Promise.all([readAddresses(), readPolicies()]);

const cards = scenarios.map((scenario) => new Card(scenario, addresses));

byId('scenarios').append(...cards.map(({ element }) => element));
byId('list').append(...cards.map(({ link }) => h('li', {}, link)));
byId('policies-yaml').textContent = toYaml(policies);
setUpPlayground(byId('own-request'), byId('own-result'), addresses);

for (const element of document.querySelectorAll('[data-address]')) {
	element.textContent = addresses[element.dataset.address];
}

if (location.origin !== addresses.home) {
	byId('elsewhere').hidden = false;
	byId('home-link').href = `${addresses.home}/${location.hash}`;
	byId('here').textContent = location.origin;
}

async function runAll() {
	const button = byId('run-all');
	const summary = byId('summary');
	button.disabled = true;
	delete document.body.dataset.finished;
	let expected = 0;
	for (const [index, card] of cards.entries()) {
		summary.textContent = `Running ${index + 1} of ${cards.length}…`;
		expected += await card.run() ? 1 : 0;
	}
	summary.textContent = `${expected} of ${cards.length} as expected`;
	button.disabled = false;
	document.body.dataset.finished = 'true';
}

byId('run-all').addEventListener('click', runAll);

// On a small screen the list would be all there is to see.
byId('contents').open = matchMedia('(min-width: 60.01rem)').matches;

// The cards came after the browser had looked for the anchor, and for where the focus starts.
if (location.hash) {
	document.getElementById(location.hash.slice(1))?.scrollIntoView();
	document.getElementById(location.hash.slice(1))?.focus({ preventScroll: true });
}
document.body.dataset.ready = 'true';
