package io.crossgate.cors.spring.benchmark.scenarios;

import java.util.Arrays;
import java.util.List;

/**
 * As much of a browser as it takes to tell whether an answer means yes.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#cors-check">Fetch, CORS check</a>
 * @see <a href="https://fetch.spec.whatwg.org/#cors-preflight-fetch-0">Fetch,
 * CORS-preflight fetch</a>
 */
public final class Browser {

	private Browser() {
	}

	/**
	 * Tells whether the page gets what it asked for.
	 * @param scenario the request
	 * @param answer the answer to it
	 * @return whether the response reaches the page, or the preflight succeeds
	 */
	public static boolean accepts(Scenario scenario, Answer answer) {
		if (scenario.isPreflight()) {
			return answer.status() >= 200 && answer.status() <= 299 && corsCheck(scenario, answer)
					&& methodCheck(scenario, answer) && headersCheck(scenario, answer);
		}
		String origin = scenario.header("Origin");
		boolean crossOrigin = !origin.isEmpty() && !origin.equals(Scenario.OWN_ORIGIN);
		return answer.passedOn() && (!crossOrigin || corsCheck(scenario, answer));
	}

	private static boolean corsCheck(Scenario scenario, Answer answer) {
		String allowed = answer.single("access-control-allow-origin");
		if (!scenario.policy().credentials() && allowed.equals("*")) {
			return true;
		}
		return allowed.equals(scenario.header("Origin")) && (!scenario.policy().credentials()
				|| answer.single("access-control-allow-credentials").equals("true"));
	}

	private static boolean methodCheck(Scenario scenario, Answer answer) {
		return answer.elements("access-control-allow-methods")
			.contains(scenario.header("Access-Control-Request-Method"));
	}

	private static boolean headersCheck(Scenario scenario, Answer answer) {
		List<String> allowed = answer.elements("access-control-allow-headers");
		return Arrays.stream(scenario.header("Access-Control-Request-Headers").split(","))
			.filter((name) -> !name.isEmpty())
			.allMatch((name) -> allowed.stream().anyMatch(name::equalsIgnoreCase));
	}

}
