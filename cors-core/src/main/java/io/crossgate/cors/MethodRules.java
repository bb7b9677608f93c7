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
		if (upper.equals("ANY") || upper.equals("ALL")) {
			found.add(ProblemCode.MALFORMED_METHOD, entry, "No method has this name; every method is '*'.", "*");
		}
		else if (!Tokens.isToken(method)) {
			found.add(ProblemCode.MALFORMED_METHOD, entry, "A method is one word, such as GET or PUT.",
					Findings.words(upper, Tokens::isToken));
		}
		else if (Methods.isForbidden(method)) {
			found.add(ProblemCode.FORBIDDEN_METHOD, entry, "Browsers never send this method.", "");
		}
		else if (!method.equals(upper) && CorsPolicy.DEFAULT_METHODS.contains(upper)) {
			found.add(ProblemCode.METHOD_CASE, entry,
					Methods.normalise(method).equals(upper)
							? "Browsers send " + upper + ", in upper case; it is read so."
							: "Methods are case-sensitive: this allows '" + method + "', and a page that sends " + upper
									+ " is refused.",
					upper);
		}
	}

}
