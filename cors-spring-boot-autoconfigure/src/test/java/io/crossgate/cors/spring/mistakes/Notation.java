package io.crossgate.cors.spring.mistakes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import io.crossgate.cors.policy.CorsPolicy;

/**
 * How people write a draft down.
 */
enum Notation {

	YAML {

		@Override
		Written write(Draft draft, Random random) {
			StringBuilder text = new StringBuilder("cors:\n");
			Map<String, List<String>> unnamed = draft.policies().get(CorsPolicy.DEFAULT_NAME);
			if (unnamed != null) {
				text.append(yaml(unnamed, "  ", random));
			}
			if (draft.policies().size() > ((unnamed != null) ? 1 : 0)) {
				text.append("  policies:\n");
			}
			draft.policies().forEach((name, policy) -> {
				if (!name.equals(CorsPolicy.DEFAULT_NAME)) {
					text.append("    ").append(scalar(name)).append(":\n").append(yaml(policy, "      ", random));
				}
			});
			return Written.yaml(text.toString());
		}

	},

	PROPERTIES {

		@Override
		Written write(Draft draft, Random random) {
			StringBuilder text = new StringBuilder();
			flat(draft, random, true).forEach(
					(name, value) -> text.append(name).append('=').append(value.replace("\\", "\\\\")).append('\n'));
			return Written.properties(text.toString());
		}

	},

	ENVIRONMENT {

		@Override
		Written write(Draft draft, Random random) {
			Map<String, String> variables = new LinkedHashMap<>();
			flat(draft, random, false).forEach((name, value) -> variables.put(variable(name), value));
			return Written.variables(variables);
		}

	},

	ARGUMENTS {

		@Override
		Written write(Draft draft, Random random) {
			List<String> arguments = new ArrayList<>();
			flat(draft, random, true).forEach((name, value) -> arguments.add("--" + name + "=" + value));
			return Written.arguments(arguments);
		}

	},

	JSON {

		@Override
		Written write(Draft draft, Random random) {
			Map<String, Object> values = new LinkedHashMap<>(flat(draft, random, true));
			return Written.variables(Map.of(Written.JSON, FlatText.write(Written.JSON, values)));
		}

	};

	abstract Written write(Draft draft, Random random);

	/** Return lists in one of the ways in which people write them. */
	static String yaml(Map<String, List<String>> policy, String indentation, Random random) {
		StringBuilder text = new StringBuilder();
		policy.forEach((key, values) -> {
			text.append(indentation).append(scalar(key)).append(':');
			int style = isList(key) ? random.nextInt(3) : 2;
			if (style == 0 || values.stream().anyMatch((value) -> value.indexOf(',') >= 0 && values.size() > 1)) {
				values.forEach((value) -> text.append('\n').append(indentation).append("  - ").append(scalar(value)));
			}
			else if (style == 1) {
				text.append(" [").append(String.join(", ", values.stream().map(Notation::quoted).toList())).append(']');
			}
			else {
				text.append(' ').append(scalar(String.join(", ", values)));
			}
			text.append('\n');
		});
		return text.toString();
	}

	static Map<String, String> flat(Draft draft, Random random, boolean indexed) {
		Map<String, String> values = new LinkedHashMap<>();
		draft.policies().forEach((name, policy) -> policy.forEach((key, entries) -> {
			String whole = (name.equals(CorsPolicy.DEFAULT_NAME) ? "cors." : "cors.policies." + name + ".") + key;
			if (indexed && isList(key) && random.nextInt(3) == 0) {
				for (int i = 0; i < entries.size(); i++) {
					values.put(whole + "[" + i + "]", entries.get(i));
				}
			}
			else {
				values.put(whole, String.join(",", entries));
			}
		}));
		return values;
	}

	static String variable(String name) {
		return name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
	}

	static boolean isList(String key) {
		return !key.contains("redential") && !key.contains("ge") && !key.equals("mode") && !key.startsWith("preflight")
				&& !key.startsWith("on-") && !key.equals("enabled");
	}

	static String scalar(String value) {
		boolean plain = value.matches("[A-Za-z0-9/][^#\"'`{}\\[\\]|\\\\\\p{Cntrl}]*") && !value.contains(": ")
				&& !value.endsWith(":") && !value.endsWith(" ");
		return plain ? value : quoted(value);
	}

	static String quoted(String value) {
		return "'" + value.replace("'", "''") + "'";
	}

}
