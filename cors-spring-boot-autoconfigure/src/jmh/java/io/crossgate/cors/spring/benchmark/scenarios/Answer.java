package io.crossgate.cors.spring.benchmark.scenarios;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a filter did to an exchange.
 *
 * @param passedOn whether the application got the request
 * @param status the response's status; 200 if the filter set none
 * @param headers the response's headers, by name in lower case
 */
public record Answer(boolean passedOn, int status, Map<String, List<String>> headers) {

	public static Answer of(boolean passedOn, int status, String... namesAndValues) {
		Map<String, List<String>> headers = new TreeMap<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			headers.put(namesAndValues[i].toLowerCase(Locale.ROOT), List.of(namesAndValues[i + 1]));
		}
		return new Answer(passedOn, status, headers);
	}

	/**
	 * The value of a header that may be sent only once.
	 * @param name its name, in lower case
	 * @return its value; empty if there is none or more than one
	 */
	public String single(String name) {
		List<String> values = this.headers.getOrDefault(name, List.of());
		return (values.size() == 1) ? values.get(0) : "";
	}

	/**
	 * The elements of a header that is a list, over all its lines.
	 * @param name its name, in lower case
	 * @return its elements
	 */
	public List<String> elements(String name) {
		return this.headers.getOrDefault(name, List.of())
			.stream()
			.flatMap((line) -> List.of(line.split(",")).stream())
			.map(String::trim)
			.filter((element) -> !element.isEmpty())
			.toList();
	}

}
