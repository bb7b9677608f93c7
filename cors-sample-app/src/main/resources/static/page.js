// Puts the page together and runs everything on demand.
import { Card } from './card.js';
import { ChangeForm } from './change-form.js';
import { readChanges, undo } from './changes.js';
import { h } from './dom.js';
import { readAddresses, readPolicies, readProfiles } from './laboratory.js';
import { setUpPlayground } from './playground.js';
import { toYaml } from './policies.js';
import { groupsOf } from './scenarios.js';
import { setUpViews } from './views.js';

const byId = (id) => document.getElementById(id);

const [addresses, policies, changes, profiles] = await Promise.all([readAddresses(), readPolicies(), readChanges(),
	readProfiles()]);

const sections = groupsOf(profiles).map(({ title, scenarios }) => ({ title, cards: scenarios.map((scenario) => new Card(scenario, addresses)) }));

const cards = sections.flatMap((section) => section.cards);

cards.forEach((card, index) => card.element.append(h('nav', { class: 'neighbours', 'aria-label': 'Neighbouring scenarios' },
	index > 0 ? h('a', { href: `#${cards[index - 1].scenario.id}`, rel: 'prev' }, `← ${cards[index - 1].scenario.title}`) : '',
	index < cards.length - 1
		? h('a', { href: `#${cards[index + 1].scenario.id}`, rel: 'next' }, `${cards[index + 1].scenario.title} →`) : '')));

byId('scenarios').append(...cards.map(({ element }) => element));
byId('list').append(...sections.map(({ title, cards: inside }) => h('li', {},
	h('p', { class: 'group' }, title), h('ol', {}, inside.map(({ link }) => h('li', {}, link))))));
byId('first').href = `#${cards[0].scenario.id}`;
byId('number').textContent = cards.length;
setUpPlayground(byId('own-request'), byId('own-result'), addresses);

for (const element of document.querySelectorAll('[data-address]')) {
	element.textContent = addresses[element.dataset.address];
}

if (location.origin !== addresses.home) {
	byId('elsewhere').hidden = false;
	byId('home-link').href = `${addresses.home}/${location.hash}`;
	byId('here').textContent = location.origin;
}

const form = new ChangeForm('The policies in force, as YAML', toYaml(policies));
byId('policies-form').append(form.element);

function showChanges({ changes: applied, fingerprint }) {
	const many = applied.length > 1;
	byId('changes').hidden = applied.length === 0;
	byId('changes-text').textContent = `${applied.length} ${many ? 'changes of yours are' : 'change of yours is'} in force: `
		+ `${fingerprint.slice(0, 'sha256:'.length + 12)}.`;
	byId('undo').textContent = many ? 'Undo the last' : 'Undo';
	document.body.dataset.fingerprint = fingerprint;
}

showChanges(changes);
document.addEventListener('policies-changed', async ({ detail }) => {
	showChanges(detail);
	form.text.value = toYaml(await readPolicies());
});

byId('undo').addEventListener('click', async () => {
	const result = await undo();
	if (result.refused) {
		byId('changes-text').textContent = result.refused;
		return;
	}
	for (const card of cards.filter(({ element }) => element.dataset.state === 'changed')) {
		await card.runChanged();
	}
});

async function runAll() {
	const button = byId('run-all');
	const summary = byId('summary');
	const progress = byId('progress');
	button.disabled = true;
	progress.hidden = false;
	progress.max = cards.length;
	delete document.body.dataset.finished;
	let expected = 0;
	for (const [index, card] of cards.entries()) {
		progress.value = index;
		summary.textContent = `Running ${index + 1} of ${cards.length}…`;
		expected += await card.run() ? 1 : 0;
	}
	progress.hidden = true;
	summary.textContent = `${expected} of ${cards.length} as expected`;
	summary.dataset.state = expected === cards.length ? 'expected' : 'different';
	button.disabled = false;
	document.body.dataset.finished = 'true';
}

byId('run-all').addEventListener('click', runAll);

// On a small screen the list would be all there is to see.
byId('contents').open = matchMedia('(min-width: 60.01rem)').matches;
byId('list').addEventListener('click', ({ target }) => {
	if (target.closest('a') && !matchMedia('(min-width: 60.01rem)').matches) {
		byId('contents').open = false;
	}
});

setUpViews();
document.body.dataset.ready = 'true';
