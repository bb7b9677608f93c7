package io.crossgate.cors.spring.mistakes;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A configuration as it is written.
 *
 * @param files texts by the name of the file
 * @param variables environment variables
 * @param arguments arguments of the application
 */
record Written(Map<String, String> files, Map<String, String> variables, List<String> arguments) {

	static final String YAML = "application.yml";

	static final String PROPERTIES = "application.properties";

	static final String JSON = "SPRING_APPLICATION_JSON";

	Written {
		files = Map.copyOf(files);
		variables = Map.copyOf(variables);
		arguments = List.copyOf(arguments);
	}

	static Written yaml(String text) {
		return new Written(Map.of(YAML, text), Map.of(), List.of());
	}

	static Written properties(String text) {
		return new Written(Map.of(PROPERTIES, text), Map.of(), List.of());
	}

	static Written variables(Map<String, String> variables) {
		return new Written(Map.of(), variables, List.of());
	}

	static Written arguments(List<String> arguments) {
		return new Written(Map.of(), Map.of(), arguments);
	}

	Written withFile(String name, String text) {
		Map<String, String> all = new TreeMap<>(this.files);
		all.put(name, text);
		return new Written(all, this.variables, this.arguments);
	}

	Written withVariables(Map<String, String> changed) {
		return new Written(this.files, changed, this.arguments);
	}

	Written withArguments(List<String> changed) {
		return new Written(this.files, this.variables, changed);
	}

	/** Return the words that a message may name the place of something with. */
	boolean isNamedIn(String message) {
		return this.files.keySet().stream().anyMatch((file) -> message.matches("(?s).*" + file + "(:|.*line )\\d+.*"))
				|| this.variables.keySet().stream().anyMatch(message::contains)
				|| this.arguments.stream()
					.map((argument) -> argument.substring(2).split("=", 2)[0])
					.anyMatch((name) -> message.contains("\"" + name + "\"") || message.contains("--" + name)
							|| message.contains("argument " + name));
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		this.files.forEach((name, content) -> text.append("--- ").append(name).append('\n').append(content));
		new TreeMap<>(this.variables)
			.forEach((name, value) -> text.append("$ ").append(name).append('=').append(value).append('\n'));
		this.arguments.forEach((argument) -> text.append("> ").append(argument).append('\n'));
		return text.toString();
	}

}
