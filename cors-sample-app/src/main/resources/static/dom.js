// Builds elements. Text is always text, never markup.
export function h(name, attributes = {}, ...children) {
	const element = document.createElement(name);
	for (const [key, value] of Object.entries(attributes)) {
		if (typeof value === 'function') {
			element.addEventListener(key, value);
		}
		else if (value !== undefined && value !== false) {
			element.setAttribute(key, value === true ? '' : value);
		}
	}
	element.append(...children.flat().filter((child) => child !== ''));
	return element;
}

// Puts this machine's addresses into a text: {home}, {otherPort} and so on.
export const fill = (text, addresses) => text.replace(/\{(\w+)\}/g, (all, name) => addresses[name] ?? all);
