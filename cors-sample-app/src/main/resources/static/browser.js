// Which browser this is, for what engines do in ways of their own.
export const here = navigator.userAgent.includes('Firefox') ? 'firefox'
	: navigator.userAgent.includes('Chrome') ? 'chromium' : 'webkit';

// An expectation is one for all browsers, or one for each.
export const expected = (value) => value?.[here] ?? value;
