package io.crossgate.cors.spring.mistakes;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Right keys with wrong values.
 */
final class ValueMistakes {

	private static final String APP = "https://app.example.com";

	private static final String SHOP = "https://shop.example.org";

	private static final String BELOW = "https://*.example.com";

	private ValueMistakes() {
	}

	static List<Kind> kinds() {
		List<Kind> kinds = new ArrayList<>();
		kinds.addAll(origins());
		kinds.addAll(addresses());
		kinds.addAll(lists());
		kinds.addAll(paths());
		kinds.addAll(words());
		return kinds;
	}

	private static List<Kind> origins() {
		return List.of(origin("a trailing slash", (origin) -> origin + "/"),
				origin("a path", (origin) -> origin + "/login"), origin("a query", (origin) -> origin + "/?a=1"),
				origin("capitals", (origin) -> origin.replace("app.example", "App.Example")),
				origin("a scheme in capitals", (origin) -> origin.replace("https", "HTTPS")),
				origin("the default port", (origin) -> origin + ":443"),
				origin("no scheme", (origin) -> origin.substring("https://".length())),
				origin("one slash", (origin) -> origin.replace("//", "/")),
				origin("a misspelt scheme", (origin) -> origin.replace("https", "htps")),
				origin("backslashes", (origin) -> origin.replace('/', '\\')),
				origin("double quotes", (origin) -> '"' + origin + '"'),
				origin("curly quotes", (origin) -> '\u201c' + origin + '\u201d'),
				origin("a user", (origin) -> origin.replace("//", "//user@")),
				origin("a colon without port", (origin) -> origin + ":"),
				origin("a port that browsers block", (origin) -> origin + ":10080"),
				pattern("no scheme before a star", "*.example.com"),
				pattern("no dot behind a star", "https://*example.com"),
				pattern("a dot for a star", "https://.example.com"), pattern("two stars", "https://**.example.com"),
				pattern("a regular expression", "https://.*\\.example\\.com"),
				pattern("an anchored regular expression", "^https://.*\\.example\\.com$"),
				pattern("Express's regular expression", "/\\.example\\.com$/"), Kind.of("Spring's ports", (sketch) -> {
					sketch.without("allow-credentials");
					sketch.write("allowed-origins", APP + ":*", APP + ":[*]");
				}),
				Kind.of("Spring's list of ports",
						(sketch) -> sketch.write("allowed-origins",
								List.of("http://localhost:3000", "http://localhost:8080"),
								List.of("http://localhost:[3000,8080]")))
					.in(Notation.YAML),
				Kind.of("every origin with credentials", (sketch) -> {
					sketch.mean("allow-credentials", List.of("true"));
					sketch.write("allowed-origins", List.of("*"));
				}),
				Kind.of("no placeholder's value", (sketch) -> sketch.write("allowed-origins", APP, "${APP_ORIGIN}")),
				Kind.of("an empty placeholder", (sketch) -> sketch.write("allowed-origins", List.of("${APP_ORIGIN:}"))),
				Kind.of("Angular's braces", (sketch) -> sketch.write("allowed-origins", APP, "{{origin}}")),
				Kind.of("http with credentials", (sketch) -> {
					sketch.mean("allow-credentials", List.of("true"));
					sketch.write("allowed-origins", APP, "http://app.example.com");
				}), Kind.of("a star for a top-level domain",
						(sketch) -> sketch.write("allowed-origins", BELOW, "https://*.com")));
	}

	private static Kind origin(String name, UnaryOperator<String> wrong) {
		return Kind.of(name, (sketch) -> sketch.write("allowed-origins", APP, wrong.apply(APP)));
	}

	private static Kind pattern(String name, String wrong) {
		return Kind.of(name, (sketch) -> sketch.write("allowed-origins", BELOW, wrong));
	}

	private static List<Kind> addresses() {
		return List.of(address("padded and octal", "http://192.168.10.1:3000", "http://192.168.010.001:3000"),
				address("padded with zeros", "http://10.0.0.20", "http://010.000.000.020"),
				address("shortened", "http://127.0.0.1:3000", "http://127.1:3000"),
				address("in hexadecimal", "http://127.0.0.1:3000", "http://0x7f.0.0.1:3000"),
				address("as one number", "http://127.0.0.1:3000", "http://2130706433:3000"),
				address("no address", "http://192.168.1.25", "http://192.168.1.256"),
				address("IPv6 without brackets", "http://[::1]:3000", "http://::1:3000"),
				address("a long IPv6", "http://[::1]:3000", "http://[0:0:0:0:0:0:0:1]:3000"),
				address("Unicode", "https://xn--bcher-kva.example", "https://b\u00fccher.example"),
				address("a sharp s", "https://xn--strae-oqa.example", "https://stra\u00dfe.example"),
				address("full-width letters", APP, "https://\uff41pp.example.com"),
				address("capitals in Punycode", "https://xn--bcher-kva.example", "https://XN--BCHER-KVA.example"),
				address("an underscore for a dash", "https://my-app.example", "https://my app.example"));
	}

	private static Kind address(String name, String meant, String written) {
		return Kind.of("an address: " + name, (sketch) -> sketch.write("allowed-origins", meant, written));
	}

	private static List<Kind> lists() {
		List<Kind> kinds = new ArrayList<>();
		for (String separator : List.of(";", " ", "|", "; ", "\n")) {
			kinds.add(list("allowed-origins", List.of(APP, SHOP), String.join(separator, APP, SHOP)));
			kinds.add(list("allowed-methods", List.of("GET", "PUT"), String.join(separator, "GET", "PUT")));
		}
		kinds.add(list("allowed-headers", List.of("X-A", "X-B"), "X-A;X-B"));
		kinds.add(list("exposed-headers", List.of("X-A", "X-B"), "X-A X-B"));
		kinds.add(list("paths", List.of("/d/**", "/todos/**"), "/d/**;/todos/**").named());
		kinds.add(list("paths", List.of("/d/**", "/todos/**"), "/d/** /todos/**").named());
		kinds.add(list("paths", List.of("/todos/**"), "[\"/todos/**\"]").named());
		for (String key : List.of("allowed-origins", "allowed-methods")) {
			List<String> entries = key.equals("allowed-origins") ? List.of(APP, SHOP) : List.of("GET", "PUT");
			String json = "[\"" + String.join("\",\"", entries) + "\"]";
			kinds.add(Kind.of("JSON in " + key, (sketch) -> {
				sketch.mean(key, entries);
				sketch.write(key, List.of(json));
			}).in(Notation.ENVIRONMENT, Notation.PROPERTIES, Notation.ARGUMENTS));
		}
		kinds.add(Kind.of("a comma at the end", (sketch) -> {
			List<String> entries = new ArrayList<>(sketch.values("allowed-origins"));
			entries.add("");
			sketch.write("allowed-origins", entries);
		}));
		kinds.add(Kind.of("an empty list of origins", (sketch) -> sketch.write("allowed-origins", List.of(""))));
		kinds.add(Kind.of("an empty list of methods", (sketch) -> sketch.write("allowed-methods", List.of(""))));
		return kinds;
	}

	private static Kind list(String key, List<String> meant, String written) {
		Kind kind = Kind.of("a list in one entry of " + key + ": " + written.replace("\n", "\\n"), (sketch) -> {
			sketch.mean(key, meant);
			sketch.write(key, List.of(written));
		});
		return written.contains("\n") ? kind.in(Notation.JSON) : kind;
	}

	private static List<Kind> paths() {
		List<Kind> kinds = new ArrayList<>();
		for (String wrong : List.of("todos/**", "^/todos/.*$", "https://api.example.com/todos/**", "\"/todos/**\"",
				"\\todos\\**", "/todos/**?x=1", "/todos/{*rest}", "/todos//**", "/todos/**#top", "/todos**",
				"/todos/**/")) {
			kinds.add(path(wrong, "/todos/**"));
		}
		kinds.add(path("/todos/**/9", "/todos/x/9"));
		kinds.add(path("/todos/{id", "/todos/*"));
		kinds.add(path("/to*/7", "/todos/7"));
		kinds.add(path("/todos/*7", "/todos/17"));
		kinds.add(path("/todos/", "/todos/**"));
		kinds.add(path("*", "/**"));
		return kinds;
	}

	private static Kind path(String wrong, String meant) {
		return Kind.of("a path: " + wrong, (sketch) -> {
			sketch.mean("paths", List.of(meant));
			sketch.write("paths", List.of(wrong));
		}).named();
	}

	private static List<Kind> words() {
		List<Kind> kinds = new ArrayList<>();
		for (String wrong : List.of("1h30", "1 hour", "86400000", "-1", "30 minutes", "2d", "soon", "1.5h", "00:10:00",
				"10min")) {
			kinds.add(word("max-age", "10m", wrong));
		}
		for (String wrong : List.of("yes please", "ture", "enabled", "TRUE;", "2")) {
			kinds.add(word("allow-credentials", "true", wrong));
		}
		for (String wrong : List.of("flase", "disabled", "none")) {
			kinds.add(word("allow-credentials", "false", wrong));
		}
		kinds.addAll(List.of(word("mode", "enforce", "enforced"), word("mode", "report-only", "report"),
				word("on-denied", "reject", "403"), word("on-denied", "pass-through", "pass"),
				word("preflight-status", "204", "404"), word("preflight-status", "200", "200 OK"),
				word("preflight", "answer", "yes please"), word("accept-risks", "null-origin", "nul-origin"),
				word("allowed-headers", "Content-Type", "Content-Type:"), word("allowed-headers", "X-A", "\"X-A\""),
				word("allowed-headers", "X-A", "Cookie"), word("allowed-headers", "X-A", "X-Forwarded-For"),
				word("exposed-headers", "X-A", "Set-Cookie"), word("exposed-headers", "X-A", "X Total"),
				word("allowed-methods", "TRACE", "TRACE"), word("allowed-methods", "GET", "GET()"),
				word("allowed-methods", "*", "ALL"), word("allowed-methods", "*", "any"),
				Kind.of("a star of exposed headers with credentials", (sketch) -> {
					sketch.mean("allow-credentials", List.of("true"));
					sketch.write("exposed-headers", List.of("*"));
				})));
		return kinds;
	}

	private static Kind word(String key, String meant, String wrong) {
		return Kind.of(key + ": " + wrong, (sketch) -> {
			sketch.mean(key, List.of(meant));
			sketch.write(key, List.of(wrong));
		});
	}

}
