package io.crossgate.cors.spring.explain;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.diagnosis.Diagnosis;
import io.crossgate.cors.util.Documentation;
import io.crossgate.cors.util.SafeText;

/**
 * The page behind the link in the browser's console: what was asked, which rule said no,
 * and the YAML to paste. Self-contained, without JavaScript, and every word of the
 * request is escaped. What is configured stands in the log, not here: it repeats the
 * request and says what to append.
 *
 * @since 0.1.0
 */
final class ExplanationPage {

	/**
	 * The headers the page is served with. It can't be framed, and no page of another
	 * origin can load it as a resource.
	 */
	static final Map<String, String> HEADERS = Map.of("Content-Type", "text/html;charset=UTF-8", "Cache-Control",
			"no-store", "X-Content-Type-Options", "nosniff", "Content-Security-Policy",
			"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
					+ "frame-ancestors 'none'",
			"X-Frame-Options", "DENY", "Cross-Origin-Resource-Policy", "same-origin", "Referrer-Policy", "no-referrer");

	// Inline, as Error Prone would have it, the page would hide the method that fills it.
	@SuppressWarnings("InlineFormatString")
	private static final String TEMPLATE = """
			<!doctype html>
			<html lang="en">
			<head>
			<meta charset="utf-8">
			<meta name="viewport" content="width=device-width, initial-scale=1">
			<title>CORS: %1$s</title>
			<style>
			:root { color-scheme: light dark; }
			body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 46rem; padding: 0 1rem; }
			h1 { font-size: 1.4rem; }
			h2 { font-size: 1rem; margin-top: 1.6rem; }
			pre { background: rgba(127, 127, 127, .15); white-space: pre-wrap; border-radius: 6px; overflow-wrap: anywhere; padding: .8rem 1rem; }
			code, pre { font-family: ui-monospace, monospace; font-size: .9rem; }
			.why { border-left: 4px solid #c33; padding-left: 1rem; }
			</style>
			</head>
			<body>
			<h1>%1$s</h1>
			<p><code>%2$s</code> from a page at <code>%3$s</code></p>
			<p class="why">%4$s</p>
			%5$s
			<p>This page answers its own address: it is possible that no such request was sent.</p>
			<p>It is there in development only, and only for this machine (<code>cors.explain.browser</code>).</p>
			</body>
			</html>
			""";

	private final CorsEngine engine;

	/**
	 * Creates the page.
	 * @param engine has the policies
	 */
	ExplanationPage(CorsEngine engine) {
		this.engine = engine;
	}

	/**
	 * Return whether a request is for this page.
	 * @param request the request
	 * @param servletPath the path within the application that leads to the servlet, or
	 * the empty string
	 * @return whether it is
	 */
	static boolean isAt(CorsRequest request, String servletPath) {
		return request.method().equals("GET") && request.path().startsWith(servletPath + ExplanationLink.PATH);
	}

	/**
	 * Write the page.
	 * @param called the request for the page itself
	 * @param query the parameters of the link, each with all its values
	 * @return the page as HTML
	 */
	String html(CorsRequest called, Map<String, List<String>> query) {
		LinkedRequest linked = LinkedRequest.of(called, query);
		if (!linked.isComplete()) {
			DecisionReason reason = linked.reason();
			return html(reason, linked, ExplanationText.ofIncomplete(linked), "");
		}
		CorsPolicies policies = this.engine.policies();
		Diagnosis diagnosis = Diagnosis.of(linked.request(), this.engine.explain(policies, linked.request()), policies);
		return html(diagnosis.reason(), linked, ExplanationText.of(linked, diagnosis, this.engine),
				change(linked, diagnosis) + curl(linked, diagnosis));
	}

	private static String html(@Nullable DecisionReason reason, LinkedRequest linked, String why, String more) {
		String heading = (reason != null) ? reason.code() : "incomplete";
		String about = (reason != null)
				? "<p><a href=\"" + Documentation.ofReason(reason.code()) + "\">About this reason</a></p>\n" : "";
		return TEMPLATE.formatted(escaped(heading), escaped(linked.target()), escaped(linked.origin()), escaped(why),
				more + about);
	}

	private static String change(LinkedRequest linked, Diagnosis diagnosis) {
		if (!diagnosis.protectionChanges().isEmpty()) {
			return diagnosis.protectionChanges()
				.stream()
				.map((change) -> section(change.purpose(), change.yamlWithoutPresent()))
				.collect(Collectors.joining());
		}
		return diagnosis.change()
			.map((change) -> section(ExplanationText.heading(diagnosis), ExplanationText.yaml(change)))
			.orElseGet(() -> paragraph(ExplanationText.withoutChange(linked, diagnosis)));
	}

	private static String curl(LinkedRequest linked, Diagnosis diagnosis) {
		// A command for part of a path would be for another path.
		boolean whole = linked.request().fullPath().length() <= SafeText.MAX_LENGTH;
		String command = diagnosis.curl(linked.request().server());
		return whole ? section("See it without a browser", command) : "";
	}

	private static String section(String heading, String text) {
		return "<h2>" + heading + "</h2>\n<pre>" + escaped(text) + "</pre>\n";
	}

	private static String paragraph(String text) {
		return text.isEmpty() ? "" : "<p>" + escaped(text) + "</p>\n";
	}

	private static String escaped(String text) {
		return HtmlUtils.htmlEscape(text, "UTF-8");
	}

}
