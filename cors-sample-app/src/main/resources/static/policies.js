// The policies in force, as the YAML that would declare them.

const DEFAULTS = {
	allowedMethods: 'GET, HEAD, POST, PUT, PATCH, DELETE',
	allowedHeaders: '*',
	maxAge: 'PT30M',
	preflightStatus: 204,
	onDenied: 'REJECT',
	preflight: 'ANSWER',
	mode: 'ENFORCE',
};

const kebab = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function scalar(value) {
	const duration = /^PT(\d+)([SMH])$/.exec(value);
	if (duration) {
		return `${duration[1]}${duration[2].toLowerCase()}`;
	}
	if (/^[A-Z]+_[A-Z]+$/.test(value)) {
		return value.toLowerCase().replace('_', '-');
	}
	return value.startsWith('*') ? `"${value}"` : value;
}

function lines(policy, indent) {
	return Object.entries(policy)
		.filter(([name]) => name !== 'name')
		.map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value])
		.filter(([name, value]) => value !== '' && value !== false && value !== DEFAULTS[name])
		.map(([name, value]) => `${indent}${kebab(name)}: ${scalar(String(value))}`);
}

export function toYaml(policies) {
	const byDefault = policies.filter(({ name }) => name === 'default');
	const named = policies.filter(({ name }) => name !== 'default');
	return [
		'cors:',
		...byDefault.flatMap((policy) => lines(policy, '  ')),
		...named.length ? ['  policies:'] : [],
		...named.flatMap((policy) => [`    ${policy.name}:`, ...lines(policy, '      ')]),
	].join('\n');
}
