package io.crossgate.cors.spring.paths;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text of a router function, which has a line for each route and braces around
 * what is nested: <pre class="code">
 * /orders =&gt; {
 *  (GET &amp;&amp; /{id}) -&gt; com.acme.Orders$$Lambda@1
 * }
 * </pre> A predicate with a negation or an alternative matches more than is read here;
 * its methods are taken for unknown.
 */
final class RouteText {

	private static final Pattern PATH = Pattern.compile("(?<![^\\s(])/[^\\s)]*");

	private static final Pattern METHOD = Pattern.compile("(?<![\\w/.-])[A-Z]{3,}(?![\\w/.-])");

	private RouteText() {
	}

	static List<Route> parse(String text) {
		List<Route> routes = new ArrayList<>();
		Deque<String> prefixes = new ArrayDeque<>(List.of(""));
		for (String line : text.lines().map(String::strip).toList()) {
			String prefix = prefixes.element();
			if (line.endsWith("=> {")) {
				prefixes.push(prefix + path(line.substring(0, line.length() - 4)));
			}
			else if (line.startsWith("}") && prefixes.size() > 1) {
				prefixes.pop();
			}
			else if (line.contains(" -> ")) {
				String predicate = line.substring(0, line.lastIndexOf(" -> "));
				boolean simple = !predicate.contains("!") && !predicate.contains("||");
				routes.add(new Route(prefix + path(predicate), simple ? methods(predicate) : Set.of()));
			}
		}
		return routes;
	}

	private static String path(String predicate) {
		Matcher path = PATH.matcher(predicate);
		return path.find() ? path.group() : "";
	}

	private static Set<String> methods(String predicate) {
		Set<String> methods = new TreeSet<>();
		Matcher method = METHOD.matcher(predicate);
		while (method.find()) {
			methods.add(method.group());
		}
		return methods;
	}

	/**
	 * One route.
	 *
	 * @param path the pattern, or the empty string for every path
	 * @param methods the methods; none if all of them may be meant
	 */
	record Route(String path, Set<String> methods) {

		Route {
			path = path.isEmpty() ? "/**" : path;
		}

	}

}
