// The scenarios: what is sent from where to where, and what is to come of it. "Run all"
// compares, so that no text in here can be wrong for long.
import { cookies } from './scenarios-cookies.js';
import { embeds } from './scenarios-embeds.js';
import { hosts } from './scenarios-hosts.js';
import { journeys } from './scenarios-journeys.js';
import { ofProfiles } from './scenarios-profiles.js';
import { requests } from './scenarios-requests.js';

const JSON_TYPE = { 'Content-Type': 'application/json' };

const basics = [
	{
		id: 'same-origin',
		title: 'Same origin, GET and POST',
		question: 'No policy lists {stranger}. Can a page from there call its own server?',
		works: true,
		exchanges: [
			{ from: 'stranger', to: 'stranger', path: '/api/todos',
				expect: { sees: 200, decided: ['not-cors not-cors'] } },
			{ from: 'stranger', to: 'stranger', path: '/api/todos', method: 'POST', headers: JSON_TYPE,
				body: '{"title":"Call home"}', expect: { sees: 201, decided: ['same-origin same-origin'] } },
		],
		lesson: 'Between a page and its own origin there is no CORS. A POST carries an Origin header all the '
			+ 'same; a server that takes it for a cross-origin call locks out its own pages.',
	},
	{
		id: 'simple-get',
		title: 'Simple GET',
		question: 'The policy lists {home}. Can a page from there read {otherPort}/api/todos?',
		works: true,
		exchanges: [
			{ to: 'otherPort', path: '/api/todos', expect: { sees: 200, decided: ['actual allowed'] } },
		],
		lesson: 'Another port is another origin. One response header is all it takes: '
			+ 'Access-Control-Allow-Origin with exactly the page’s origin.',
	},
	{
		id: 'other-name',
		title: 'localhost is not 127.0.0.1',
		question: 'Same machine, same port, another name: can {home} read {otherName}/api/todos?',
		works: true,
		exchanges: [
			{ to: 'otherName', path: '/api/todos', expect: { sees: 200, decided: ['actual allowed'] } },
		],
		lesson: 'An origin is a scheme, a host and a port, compared as text. Here it works because the page’s '
			+ 'origin is listed; that both names mean the same machine is nothing a browser knows.',
	},
	{
		id: 'denied-origin',
		title: 'An origin that is not listed',
		question: 'Nobody listed {stranger}. Can a page from there read {home}/api/todos?',
		works: false,
		exchanges: [
			{ from: 'stranger', to: 'home', path: '/api/todos',
				expect: { sees: 'blocked', decided: ['actual origin-not-allowed'] } },
		],
		lesson: 'JavaScript learns nothing, not even the status: a refusal looks like a broken network. '
			+ 'The reason is on the server, so that is where to look.',
	},
	{
		id: 'subdomain',
		title: 'A subdomain, allowed by a pattern',
		question: 'The partner policy lists http://*.localhost. Can {tenant} read {otherPort}/partner/offers?',
		works: true,
		exchanges: [
			{ from: 'tenant', to: 'otherPort', path: '/partner/offers',
				expect: { sees: 200, decided: ['actual allowed'] } },
		],
		lesson: 'The pattern covers every subdomain, at any depth, and not localhost itself. '
			+ 'The answer names the one origin that asked, never the pattern.',
	},
	{
		id: 'json-post',
		title: 'POST with JSON',
		question: 'A listed page posts JSON. Will that take more than one request?',
		works: true,
		exchanges: [
			{ to: 'otherPort', path: '/api/todos', method: 'POST', headers: JSON_TYPE,
				body: '{"title":"Learn about preflights"}',
				expect: { sees: 201, decided: ['preflight allowed', 'actual allowed'] } },
		],
		lesson: 'No HTML form can send application/json, so the browser asks first whether the server '
			+ 'knows what it is doing. That question is the preflight.',
	},
	{
		id: 'preflight-cache',
		title: 'PUT, twice',
		question: 'A PUT needs a preflight. Does the second one work without asking again?',
		works: true,
		exchanges: [
			{ to: 'otherPort', path: '/api/todos/1', method: 'PUT', headers: JSON_TYPE, body: '{"done":true}',
				expect: { sees: 200, decided: ['preflight allowed', 'actual allowed'] } },
			{ to: 'otherPort', path: '/api/todos/1', method: 'PUT', headers: JSON_TYPE, body: '{"done":false}',
				expect: { sees: 200, decided: ['actual allowed'] } },
		],
		lesson: 'The browser keeps the answer for max-age, per URL: another query string asks again. '
			+ 'A policy that is changed meanwhile seems not to change.',
	},
	{
		id: 'denied-method',
		title: 'A method that is not allowed',
		question: 'The policy allows GET, POST, PUT and DELETE. Does PATCH get through?',
		works: false,
		exchanges: [
			{ to: 'otherPort', path: '/api/todos/1', method: 'PATCH', headers: JSON_TYPE, body: '{"done":true}',
				expect: { sees: 'blocked', decided: ['preflight method-not-allowed'] } },
		],
		lesson: 'The preflight was refused, so the PATCH was never sent: the todo has not changed.',
	},
	{
		id: 'denied-header',
		title: 'A header that is not allowed',
		question: 'A telemetry library adds “baggage” to a plain GET. Does it still work?',
		works: false,
		exchanges: [
			{ to: 'otherPort', path: '/api/todos', headers: { baggage: 'user=ada' },
				expect: { sees: 'blocked', decided: ['preflight headers-not-allowed'] } },
		],
		lesson: 'A header of one’s own turns a simple GET into one with a preflight, and the preflight asks '
			+ 'for that header by name. Front ends break like this without a line of theirs changing.',
	},
];

const groups = [
	{ title: 'First steps', scenarios: basics },
	{ title: 'What needs asking', scenarios: requests },
	{ title: 'Cookies and headers', scenarios: cookies },
	{ title: 'What pages embed', scenarios: embeds },
	{ title: 'Hosts, connections, caches', scenarios: hosts },
	{ title: 'Errors and detours', scenarios: journeys },
];

const OF_PROFILES = { tenants: 'Origins from a database', security: 'Spring Security', gateway: 'Without CORS' };

export const groupsOf = (profiles) => [...groups, ...profiles.filter((name) => name in ofProfiles)
	.map((name) => ({ title: OF_PROFILES[name], scenarios: ofProfiles[name] }))];
