// One view at a time, by the part of the address behind the hash: it can be shared, and the back button works.

const TITLE = document.title;

const byHash = () => document.getElementById(decodeURIComponent(location.hash.slice(1)));

function current() {
	const found = byHash()?.closest('[data-view]');
	return found ?? document.getElementById('start');
}

function mark(id) {
	for (const link of document.querySelectorAll('a[href^="#"]')) {
		if (link.hash === `#${id}` && link.closest('nav')) {
			link.setAttribute('aria-current', 'page');
		}
		else {
			link.removeAttribute('aria-current');
		}
	}
}

export function show() {
	const view = current();
	for (const other of document.querySelectorAll('[data-view]')) {
		other.hidden = other !== view;
	}
	mark(view.id);
	const heading = view.querySelector('h2')?.textContent;
	document.title = heading && view.id !== 'start' ? `${heading} – ${TITLE}` : TITLE;
	return view;
}

export function setUpViews() {
	const view = show();
	if (location.hash) {
		view.focus({ preventScroll: true });
	}
	addEventListener('hashchange', () => {
		const shown = show();
		scrollTo(0, 0);
		shown.focus({ preventScroll: true });
	});
	// The skip link leaves the address as it is.
	document.querySelector('.skip').addEventListener('click', (event) => {
		event.preventDefault();
		current().focus();
	});
}
