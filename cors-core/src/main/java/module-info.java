/**
 * CORS without a framework: policies, their engine, problems, diagnosis and a simulated
 * browser. What is exported to everyone is the API; what is exported to the Boot module
 * alone may change at any time.
 */
@SuppressWarnings("module")
module io.crossgate.cors {

	requires static transitive org.jspecify;

	exports io.crossgate.cors.browser.console;
	exports io.crossgate.cors.browser.cookie;
	exports io.crossgate.cors.browser.model;
	exports io.crossgate.cors.browser;
	exports io.crossgate.cors.diagnosis;
	exports io.crossgate.cors.origin;
	exports io.crossgate.cors.policy;
	exports io.crossgate.cors.problem;
	exports io.crossgate.cors;

	exports io.crossgate.cors.fetch to io.crossgate.cors.spring;
	exports io.crossgate.cors.origin.pattern to io.crossgate.cors.spring;
	exports io.crossgate.cors.path to io.crossgate.cors.spring;
	exports io.crossgate.cors.policy.format to io.crossgate.cors.spring;
	exports io.crossgate.cors.traffic to io.crossgate.cors.spring;
	exports io.crossgate.cors.util to io.crossgate.cors.spring;

}
