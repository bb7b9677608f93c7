package io.crossgate.cors.policy.validation;

import java.util.Locale;

import io.crossgate.cors.fetch.Methods;
import io.crossgate.cors.fetch.Tokens;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.ProblemCode;

/**
 * What can be wrong with {@code allowed-methods}.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#methods">Fetch, methods</a>
 */
final class MethodValidator {

	private MethodValidator() {
	}

	static void check(ProblemCollector collector) {
		if (collector.policy().allowedMethods().isEmpty() && collector.policy().mode() != CorsPolicy.Mode.OFF) {
			collector.add(ProblemCode.NO_METHODS, "allowed-methods", null,
					"The policy allows no method, so it refuses every request. Name the methods, or leave the key out "
							+ "for " + String.join(", ", CorsPolicy.DEFAULT_METHODS) + ".",
					PolicyEdit.set("allowed-methods", "GET").asExample());
		}
		for (ProblemCollector.ListEntry entry : ProblemCollector.ListEntry.of("allowed-methods",
				collector.policy().allowedMethods())) {
			if (!collector.isEmpty(entry)) {
				check(collector, entry);
			}
		}
	}

	private static void check(ProblemCollector collector, ProblemCollector.ListEntry entry) {
		String method = entry.value();
		String upper = method.strip().toUpperCase(Locale.ROOT);
		if (upper.equals("ANY") || upper.equals("ALL")) {
			collector.add(ProblemCode.MALFORMED_METHOD, entry, "No method has this name; every method is '*'.",
					entry.replacedBy("*"));
		}
		else if (!Tokens.isToken(method) || isAlternative(upper)) {
			collector.add(ProblemCode.MALFORMED_METHOD, entry, "A method is one word, such as GET or PUT.",
					entry.replacedBy(ProblemCollector.words(upper, Tokens::isToken)));
		}
		else if (Methods.isForbidden(method)) {
			collector.add(ProblemCode.FORBIDDEN_METHOD, entry, "Browsers never send this method.", entry.deleted());
		}
		else if (!method.equals(upper) && CorsPolicy.DEFAULT_METHODS.contains(upper)) {
			collector.add(ProblemCode.METHOD_CASE, entry,
					Methods.normalise(method).equals(upper)
							? "Browsers send " + upper + ", in upper case; it is read so."
							: "Methods are case-sensitive: this allows '" + method + "', and a page that sends " + upper
									+ " is refused.",
					entry.replacedBy(upper));
		}
	}

	/** A method may have a bar in its name, but GET|PUT is a list. */
	private static boolean isAlternative(String upper) {
		return upper.indexOf('|') >= 0
				&& !ProblemCollector.words(upper, CorsPolicy.DEFAULT_METHODS::contains).isEmpty();
	}

}
