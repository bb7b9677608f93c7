package io.crossgate.cors;

import java.util.Locale;

import io.crossgate.cors.fetch.Methods;
import io.crossgate.cors.fetch.Tokens;
import io.crossgate.cors.problem.ProblemCode;

/**
 * What can be wrong with {@code allowed-methods}.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#methods">Fetch, methods</a>
 */
final class MethodRules {

	private MethodRules() {
	}

	static void check(Findings found) {
		for (Findings.Entry entry : Findings.Entry.of("allowed-methods", found.policy().allowedMethods())) {
			if (!found.isEmpty(entry)) {
				check(found, entry);
			}
		}
	}

	private static void check(Findings found, Findings.Entry entry) {
		String method = entry.value();
		String upper = method.strip().toUpperCase(Locale.ROOT);
		if (!Tokens.isToken(method)) {
			found.add(ProblemCode.MALFORMED_METHOD, entry, "A method is one word, such as GET or PUT.",
					Tokens.isToken(upper) ? upper : null);
		}
		else if (Methods.isForbidden(method)) {
			found.add(ProblemCode.FORBIDDEN_METHOD, entry, "Browsers never send this method.", "");
		}
		else if (!method.equals(upper) && CorsPolicy.DEFAULT_METHODS.contains(upper)) {
			found.add(ProblemCode.METHOD_CASE, entry,
					"Methods are case-sensitive, and browsers send " + upper + " when a page asks for it so.", upper);
		}
	}

}
