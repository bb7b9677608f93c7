// Changes of the policies in force, by the reload of the running application.

export const readChanges = async () => (await fetch('/lab/changes')).json();

// Whoever shows policies, or what came of them, hears of it.
async function change(path, options) {
	const response = await fetch(path, options);
	if (!response.ok) {
		return { refused: await response.text() || `Refused with ${response.status}: only a page that is opened on this `
			+ 'very machine, by its own name, may change policies.' };
	}
	const view = await response.json();
	document.dispatchEvent(new CustomEvent('policies-changed', { detail: view }));
	return view;
}

export const apply = (yaml) => change('/lab/changes', { method: 'POST', headers: { 'Content-Type': 'application/yaml' },
	body: yaml });

export const undo = () => change('/lab/changes/last', { method: 'DELETE' });

const short = (fingerprint) => fingerprint.slice(0, 'sha256:'.length + 12);

export function describe({ before, fingerprint }) {
	return before === fingerprint ? `Nothing has changed: it means what it meant before, ${short(fingerprint)}.`
		: `In force: ${short(fingerprint)}, was ${short(before)}.`;
}
