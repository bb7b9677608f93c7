package io.crossgate.cors.spring.explain;

import java.util.Map;

import org.springframework.web.util.HtmlUtils;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.diagnose.Diagnosis;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.util.SafeText;

/**
 * The page behind the link in the browser's console: what was asked, which rule said no,
 * and the YAML to paste. Self-contained, without JavaScript, and every word of the
 * request is escaped.
 *
 * @since 0.1.0
 */
public final class ExplanationPage {

	/** The headers the page is served with. */
	public static final Map<String, String> HEADERS = Map.of("Content-Type", "text/html;charset=UTF-8", "Cache-Control",
			"no-store", "X-Content-Type-Options", "nosniff", "Content-Security-Policy",
			"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'", "Referrer-Policy",
			"no-referrer");

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
			<h2>See it without a browser</h2>
			<pre>%6$s</pre>
			<p>This page is there in development only, and only for this machine (<code>cors.explain.browser</code>).</p>
			</body>
			</html>
			""";

	private final CorsEngine engine;

	/**
	 * Creates the page.
	 * @param engine has the policies
	 */
	public ExplanationPage(CorsEngine engine) {
		this.engine = engine;
	}

	/**
	 * Tells whether a request is for this page.
	 * @param method the request's method
	 * @param path the path within the application
	 * @return whether it is
	 */
	public static boolean isAt(String method, String path) {
		return method.equals("GET") && path.startsWith(ExplanationLink.PATH);
	}

	/**
	 * Writes the page.
	 * @param called the request for the page itself
	 * @param query the parameters of the link
	 * @return the page as HTML
	 */
	// method
	public String html(CorsRequest called, Map<String, String> query) {
		CorsPolicies policies = this.engine.policies();
		CorsRequest request = request(called, query);
		Diagnosis diagnosis = Diagnosis.of(request, policies);
		String method = query.getOrDefault("method", "GET");
		return TEMPLATE.formatted(escaped(diagnosis.reason().code()),
				escaped(SafeText.of(method) + " " + SafeText.of(request.path())),
				escaped(SafeText.of(query.get("origin"))), escaped(diagnosis.sentence()), change(diagnosis),
				escaped(diagnosis.curl(ExplanationLink.base(called))));
	}

	private static CorsRequest request(CorsRequest called, Map<String, String> query) {
		boolean preflight = query.containsKey("preflight");
		String method = query.getOrDefault("method", "GET");
		CorsRequest request = new CorsRequest(preflight ? "OPTIONS" : method, query.getOrDefault("path", "/"))
			.to(called.scheme(), called.host(), called.port())
			.origin(query.getOrDefault("origin", ""));
		if (preflight) {
			request = request.header(HeaderNames.REQUEST_METHOD, method);
			String names = query.get("headers");
			request = (names != null) ? request.header(HeaderNames.REQUEST_HEADERS, names) : request;
		}
		return request;
	}

	private static String change(Diagnosis diagnosis) {
		if (!diagnosis.isDenied()) {
			return "<p>The policies in force now allow it: reload the page that was refused.</p>";
		}
		return diagnosis.change()
			.map((change) -> "<h2>To allow exactly this</h2>\n<pre>" + escaped(change.yaml()) + "</pre>")
			.orElse("");
	}

	private static String escaped(String text) {
		return HtmlUtils.htmlEscape(text, "UTF-8");
	}

}
