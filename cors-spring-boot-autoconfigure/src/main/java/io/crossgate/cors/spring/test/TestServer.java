package io.crossgate.cors.spring.test;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.browser.Browser;

/**
 * What answers the requests of the simulated browser.
 */
interface TestServer {

	/** Where a server is that has no address. */
	String BASE_URL = "http://localhost";

	/** The first status that is an error. */
	int FIRST_ERROR = 400;

	/**
	 * Return the response to a request.
	 * @param request the request
	 * @param body the request's body, {@code null} if it has none
	 * @return the response, and what is known of an error
	 */
	Answer answer(Browser.Request request, byte @Nullable [] body);

	/**
	 * Return the URL that paths are appended to.
	 * @return the base URL, without a slash at its end
	 */
	default String baseUrl() {
		return BASE_URL;
	}

	/**
	 * Return the engine that decides in this server, as far as it can be found.
	 * @return the engine, or {@code null} if it is unknown
	 */
	default @Nullable CorsEngine engine() {
		return null;
	}

	/**
	 * Return why there is no engine, and how to get one.
	 * @return a sentence
	 */
	default String missingEngine() {
		return "The policies are not known here: explainedBy(engine), with the application's CorsEngine bean, adds "
				+ "the reason and the fix. The logger io.crossgate.cors.denied has them, too.";
	}

	/**
	 * Return the facts of a request as the application sees them.
	 * @param request the request
	 * @return the facts
	 */
	default CorsRequest facts(Browser.Request request) {
		String contextPath = URI.create(baseUrl()).getRawPath();
		URI url = URI.create(request.url());
		String path = url.getRawPath();
		boolean below = !contextPath.isEmpty() && path.startsWith(contextPath);
		CorsRequest facts = new CorsRequest(request.method(), below ? path.substring(contextPath.length()) : path)
			.below(below ? contextPath : "")
			.to(url.getScheme(), url.getHost(), url.getPort());
		for (var line : request.headers().lines()) {
			facts = facts.header(line.name(), line.value());
		}
		return facts;
	}

	/**
	 * A response.
	 *
	 * @param response what the browser gets
	 * @param reason what the server says about an error, possibly empty
	 */
	record Answer(Browser.Response response, String reason) {

	}

}
