// What pages embed, and what they may read of it.

const unseen = { sees: 'loaded', decided: [] };

const tainted = { sees: 'SecurityError', decided: [] };

const refused = ['not-cors no-policy'];

const allowed = ['actual allowed'];

// CSS has them fetched in mode cors (https://www.w3.org/TR/css-fonts-4/#font-fetching-requirements);
// WebKitGTK 2.50 is seen to fetch them in mode no-cors.
const fonts = (byStandard, webkit) => ({ chromium: byStandard, firefox: byStandard, webkit });

const closed = (file, what) => ({ to: 'otherPort', path: `/private/assets/${file}?${what}` });

const open = (file, what) => ({ to: 'otherPort', path: `/public/assets/${file}?${what}` });

export const embeds = [
	{
		id: 'embeds',
		title: 'Embed: yes. Read: no',
		question: 'No policy covers {otherPort}/private. The page embeds a stylesheet, an image and a script from there. '
			+ 'Can it read them, too?',
		works: false,
		exchanges: [
			{ about: 'Embed a stylesheet', as: 'stylesheet', ...closed('style.css', 'embed'), expect: unseen },
			{ about: 'Embed an image', as: 'image', ...closed('dot.png', 'embed'), expect: unseen },
			{ about: 'Embed a script', as: 'script', ...closed('script.js', 'embed'), expect: unseen },
			{ about: 'Read the image with fetch', ...closed('dot.png', 'fetch'),
				expect: { sees: 'blocked', decided: refused } },
			{ about: 'Read the image’s pixels', as: 'pixels', ...closed('dot.png', 'pixels'), expect: tainted },
			{ about: 'Read the stylesheet’s rules', as: 'rules', ...closed('style.css', 'rules'), expect: tainted },
		],
		lesson: 'A page may show an image, apply a stylesheet and run a script from anywhere: that is older than CORS, and '
			+ 'such a request has not even an Origin. What it embeds like this it can’t look into.',
	},
	{
		id: 'crossorigin',
		title: 'crossorigin, fonts and modules',
		question: 'With crossorigin an embed is a CORS request. Fonts and modules always are. Do they still load from '
			+ '{otherPort}/private, where no policy allows it?',
		works: false,
		exchanges: [
			{ about: 'An image’s pixels, allowed', as: 'pixels', crossorigin: 'anonymous', ...open('dot.png', 'pixels'),
				expect: { sees: 'read', decided: allowed } },
			{ about: 'A script, allowed', as: 'script', crossorigin: 'anonymous', ...open('script.js', 'cors'),
				expect: { sees: 'loaded', decided: allowed } },
			{ about: 'A module, allowed', as: 'module', ...open('module.js', 'cors'),
				expect: { sees: 'loaded', decided: allowed } },
			{ about: 'A font, allowed', as: 'font', ...open('font.ttf', 'cors'),
				expect: { sees: 'loaded', decided: fonts(allowed, ['not-cors not-cors']) } },
			{ about: 'An image', as: 'image', crossorigin: 'anonymous', ...closed('dot.png', 'cors'),
				expect: { sees: 'failed', decided: refused } },
			{ about: 'A script', as: 'script', crossorigin: 'anonymous', ...closed('script.js', 'cors'),
				expect: { sees: 'failed', decided: refused } },
			{ about: 'A module', as: 'module', ...closed('module.js', 'cors'),
				expect: { sees: 'failed', decided: refused } },
			{ about: 'A font', as: 'font', ...closed('font.ttf', 'cors'),
				expect: { sees: fonts('failed', 'loaded'), decided: fonts(refused, []) } },
		],
		lesson: 'crossorigin is a trade: the page may look into what it embeds, and the embed fails where CORS does not '
			+ 'allow it, although it would have loaded without. Modules have '
			+ 'no other way, nor have fonts, except in WebKit.',
		change: 'cors:\n  policies:\n    assets:\n      paths: /private/assets/**\n      allowed-origins: any',
	},
	{
		id: 'script-error',
		title: '“Script error.”',
		question: 'A script of {otherPort} fails: “cartOfAda is not defined”. Does the page’s window.onerror learn that?',
		works: false,
		exchanges: [
			{ about: 'With crossorigin', as: 'throwing', crossorigin: 'anonymous', ...open('throwing.js', 'cors'),
				expect: { decided: allowed, sees: { chromium: 'Uncaught ReferenceError: cartOfAda is not defined',
					firefox: 'ReferenceError: cartOfAda is not defined',
					webkit: 'ReferenceError: Can\'t find variable: cartOfAda' } } },
			{ about: 'Without', as: 'throwing', ...open('throwing.js', 'embed'),
				expect: { sees: 'Script error.', decided: ['not-cors not-cors'] } },
		],
		lesson: 'Errors may tell what is in a script, such as whose cart it is. So a page learns them only of scripts it '
			+ 'may read: with crossorigin on the tag, and a header that allows it. The server’s header alone is not enough.',
	},
];
