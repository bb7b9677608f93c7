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
	if (/^[A-Z]+(_[A-Z]+)*$/.test(value) && value.includes('_')) {
		return value.toLowerCase().replaceAll('_', '-');
	}
	return /^[*&!%@`{[]/.test(value) ? `"${value}"` : value;
}

function lines(policy) {
	return Object.entries(policy)
		.filter(([name]) => name !== 'name')
		.map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value])
		.filter(([name, value]) => value !== '' && value !== false && value !== DEFAULTS[name])
		.map(([name, value]) => `      ${kebab(name)}: ${scalar(String(value))}`);
}

export function toYaml(policies) {
	return ['cors:', '  policies:', ...policies.flatMap((policy) => [`    ${policy.name}:`, ...lines(policy)])]
		.join('\n');
}
