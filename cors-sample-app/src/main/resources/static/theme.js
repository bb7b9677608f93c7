// Light, dark, or as the system has it. A classic script, so that nothing is drawn in other colours first.
{
	const stored = localStorage.getItem('theme');
	if (stored) {
		document.documentElement.dataset.theme = stored;
	}
	document.addEventListener('change', ({ target }) => {
		if (target.id === 'theme') {
			document.documentElement.dataset.theme = target.value;
			localStorage.setItem('theme', target.value);
		}
	});
	document.addEventListener('DOMContentLoaded', () => {
		document.getElementById('theme').value = stored ?? 'auto';
	});
}
