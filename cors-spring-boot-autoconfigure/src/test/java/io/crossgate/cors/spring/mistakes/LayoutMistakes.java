package io.crossgate.cors.spring.mistakes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Keys and values in the wrong place, and text that its reader cannot read.
 */
final class LayoutMistakes {

	private LayoutMistakes() {
	}

	static List<Kind> kinds() {
		List<Kind> kinds = new ArrayList<>();
		kinds.addAll(levels());
		kinds.addAll(entries());
		kinds.addAll(doubles());
		kinds.addAll(elsewhere());
		return kinds;
	}

	private static List<Kind> levels() {
		return List.of(named("no policies", (sketch) -> "cors:\n" + policies(sketch, "  ")),
				Kind.laidOut("no policies in properties", Kind.Level.NAMED,
						(sketch) -> flat(sketch, "cors.policies.", "cors.")),
				named("Micronaut's configurations",
						(sketch) -> "cors:\n  configurations:\n" + policies(sketch, "    ")),
				named("policy for policies", (sketch) -> "cors:\n  policy:\n" + policies(sketch, "    ")),
				named("Spring Cloud's mapping", (sketch) -> {
					StringBuilder text = new StringBuilder("cors:\n  cors-configurations:\n");
					sketch.written().policies().forEach((name, policy) -> {
						Map<String, List<String>> keys = new LinkedHashMap<>(policy);
						String path = keys.remove("paths").get(0);
						text.append("    '[")
							.append(path)
							.append("]':\n")
							.append(Notation.yaml(keys, "      ", sketch.random()));
					});
					return text.toString();
				}), named("Helidon's list of paths", (sketch) -> "cors:\n  paths:\n" + items(sketch, "path-pattern")),
				named("a policy without a name", (sketch) -> "cors:\n  policies:\n" + one(sketch, "    ")),
				named("a list of policies", (sketch) -> "cors:\n  policies:\n" + items(sketch, null)),
				named("a name with too little indentation", (sketch) -> "cors:\n  policies:\n" + flush(sketch)),
				unnamed("a list for a mapping", (sketch) -> {
					String text = one(sketch, "    ");
					return "cors:\n  - " + text.substring(4);
				}), unnamed("policies in policies", (sketch) -> "cors:\n  default:\n" + one(sketch, "    ")));
	}

	private static List<Kind> entries() {
		return List.of(unnamed("a mapping for a list", (sketch) -> {
			List<String> origins = sketch.values("allowed-origins");
			StringBuilder text = new StringBuilder("cors:\n  allowed-origins:\n");
			for (int i = 0; i < origins.size(); i++) {
				text.append("    site").append(i).append(": ").append(Notation.scalar(origins.get(i))).append('\n');
			}
			return text + without(sketch, "allowed-origins", "  ");
		}), unnamed("a mapping for an entry", (sketch) -> {
			sketch.mean("allowed-origins", List.of("http://localhost:3000"));
			return "cors:\n  allowed-origins:\n    - localhost: 3000\n" + without(sketch, "allowed-origins", "  ");
		}), unnamed("origins as keys", (sketch) -> {
			sketch.mean("allowed-origins", List.of("https://a.example"));
			return "cors:\n  allowed-origins:\n    https://a.example:\n" + without(sketch, "allowed-origins", "  ");
		}), empty("nothing", ""), empty("null", " null"), empty("a tilde", " ~"), empty("an empty text", " ''"),
				empty("a blank text", " '  '"), empty("a list of null", " [null]"),
				unnamed("an empty list beside other keys", (sketch) -> {
					sketch.mean("allow-credentials", List.of("true"));
					return "cors:\n  allowed-origins: []\n" + without(sketch, "allowed-origins", "  ");
				}).warned(), unnamed("a star without quotes", (sketch) -> {
					sketch.mean("allowed-origins", List.of("*"));
					sketch.without("allow-credentials");
					return "cors:\n  allowed-origins: *\n" + without(sketch, "allowed-origins", "  ");
				}).unparsable(), unnamed("words that YAML changes", (sketch) -> {
					sketch.mean("allowed-methods", List.of("GET"));
					return "cors:\n  allowed-methods: [GET, NO]\n" + without(sketch, "allowed-methods", "  ");
				}).warned());
	}

	private static Kind empty(String name, String value) {
		return unnamed("origins set to " + name,
				(sketch) -> "cors:\n  allowed-origins:" + value + "\n" + without(sketch, "allowed-origins", "  "));
	}

	private static List<Kind> doubles() {
		return List.of(
				named("a policy's name twice",
						(sketch) -> "cors:\n  policies:\n" + policies(sketch, "    ") + policies(sketch, "    "))
					.unparsable(),
				unnamed("a key twice",
						(sketch) -> "cors:\n" + one(sketch, "  ") + "  allowed-origins: https://second.example\n")
					.unparsable(),
				unnamed("a key in two spellings",
						(sketch) -> "cors:\n" + one(sketch, "  ") + "  allowedOrigins: https://second.example\n"),
				named("a policy in two spellings", (sketch) -> {
					String text = one(sketch, "      ");
					return "cors:\n  policies:\n    partnerApi:\n" + text
							+ "    partner-api:\n      paths: /t/**\n      allowed-origins: https://b.example\n"
							+ "      allow-credentials: true\n";
				}), unnamed("the default policy by its name", (sketch) -> {
					sketch.without("allow-credentials");
					return "cors:\n" + one(sketch, "  ")
							+ "  policies:\n    default:\n      paths: /d/**\n      allowed-origins: https://b.example\n";
				}), named("a name with a dot", (sketch) -> "cors:\n  policies:\n    api.v1:\n" + one(sketch, "      ")),
				named("a name outside ASCII",
						(sketch) -> "cors:\n  policies:\n    m\u00fcnchen:\n" + one(sketch, "      ")),
				unnamed("a tab", (sketch) -> "cors:\n" + one(sketch, "\t")).unparsable(),
				unnamed("a key without a blank", (sketch) -> "cors:\n  allowed-origins:https://a.example\n"),
				Kind.laidOut("a list and its entries", Kind.Level.DEFAULT,
						(sketch) -> Written.properties(
								"cors.allowed-origins=https://a.example\ncors.allowed-origins[0]=https://b.example\n")),
				Kind.laidOut("a variable that revokes in vain", Kind.Level.NAMED, (sketch) -> {
					sketch.without("allow-credentials");
					String keys = one(sketch, "      ");
					return Written.yaml("cors:\n  policies:\n    my-api:\n" + keys + "      allow-credentials: true\n")
						.withVariables(Map.of("CORS_POLICIES_MYAPI_ALLOW_CREDENTIALS", "false"));
				}),
				Kind.laidOut("a name with an underscore in a variable", Kind.Level.NAMED,
						(sketch) -> Written.variables(
								Notation.flat(sketch.written(), sketch.random(), false)
									.entrySet()
									.stream()
									.collect(Collectors.toMap((entry) -> Notation.variable(
											entry.getKey().replace("allowed-origins", "origins").replace("-", ".")),
											Map.Entry::getValue)))));
	}

	private static List<Kind> elsewhere() {
		return List.of(unnamed("keys at the root", (sketch) -> "cors:\n" + one(sketch, "")).warned(),
				unnamed("spring.cors", (sketch) -> "spring:\n  cors:\n" + one(sketch, "    ")).warned(),
				unnamed("spring.web.cors", (sketch) -> "spring.web.cors:\n" + one(sketch, "  ")).warned(),
				unnamed("quarkus.http.cors", (sketch) -> "quarkus.http.cors:\n" + one(sketch, "  ")).warned(),
				unnamed("switched off in a word", (sketch) -> "cors:\n  enabled: flase\n" + one(sketch, "  ")));
	}

	private static Kind named(String name, Function<Sketch, String> text) {
		return Kind.laidOut(name, Kind.Level.NAMED, (sketch) -> Written.yaml(text.apply(sketch)));
	}

	private static Kind unnamed(String name, Function<Sketch, String> text) {
		return Kind.laidOut(name, Kind.Level.DEFAULT, (sketch) -> Written.yaml(text.apply(sketch)));
	}

	private static String policies(Sketch sketch, String indentation) {
		StringBuilder text = new StringBuilder();
		sketch.written()
			.policies()
			.forEach((name, policy) -> text.append(indentation)
				.append(name)
				.append(":\n")
				.append(Notation.yaml(policy, indentation + "  ", sketch.random())));
		return text.toString();
	}

	/**
	 * Return the keys of the policy in which the mistake is made, which is the only one
	 * then.
	 */
	private static String one(Sketch sketch, String indentation) {
		keepOnly(sketch, sketch.policy());
		return Notation.yaml(sketch.written().policy(sketch.policy()), indentation, sketch.random());
	}

	private static String without(Sketch sketch, String key, String indentation) {
		Map<String, List<String>> keys = new LinkedHashMap<>(sketch.written().policy(sketch.policy()));
		keys.remove(key);
		return Notation.yaml(keys, indentation, sketch.random());
	}

	private static void keepOnly(Sketch sketch, String policy) {
		sketch.meant().policies().keySet().retainAll(List.of(policy));
		sketch.written().policies().keySet().retainAll(List.of(policy));
	}

	private static String flush(Sketch sketch) {
		keepOnly(sketch, sketch.policy());
		return "    " + sketch.policy() + ":\n" + one(sketch, "    ");
	}

	private static String items(Sketch sketch, String pattern) {
		StringBuilder text = new StringBuilder();
		sketch.written().policies().forEach((name, policy) -> {
			Map<String, List<String>> keys = new LinkedHashMap<>();
			if (pattern == null) {
				keys.put("name", List.of(name));
			}
			policy.forEach((key, values) -> keys.put((pattern != null && key.equals("paths")) ? pattern : key, values));
			text.append("    - ").append(Notation.yaml(keys, "      ", sketch.random()).substring(6));
		});
		return text.toString();
	}

	private static Written flat(Sketch sketch, String prefix, String replacement) {
		StringBuilder text = new StringBuilder();
		Notation.flat(sketch.written(), sketch.random(), true)
			.forEach((name,
					value) -> text.append(name.replace(prefix, replacement)).append('=').append(value).append('\n'));
		return Written.properties(text.toString());
	}

}
