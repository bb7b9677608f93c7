package io.crossgate.cors.spring.benchmark.scenarios;

import java.util.List;
import java.util.stream.Stream;

/**
 * Policies, a request under them, and what has to become of it.
 *
 * @param name its name, such as {@code S3} or {@code S11.hit.100}
 * @param policies the policies in force
 * @param method the request's method
 * @param path the request's path
 * @param headers the request's headers as Chrome sends them
 * @param isAllowed whether the page gets what it asked for
 * @param answer what a filter that does what this project documents answers
 */
public record Scenario(String name, List<Policy> policies, String method, String path, List<Header> headers,
		boolean isAllowed, Answer answer) {

	/** Names of the headers whose values a filter looks at and a container makes anew. */
	private static final List<String> FRESH = List.of("Origin", "Access-Control-Request-Method",
			"Access-Control-Request-Headers");

	/** The origin of the server itself. */
	public static final String OWN_ORIGIN = "https://api.example.com";

	/** The only policy, for peers that know no paths. */
	public Policy policy() {
		return this.policies.get(0);
	}

	public boolean hasPaths() {
		return this.policies.size() > 1 || !policy().path().equals("/**");
	}

	public boolean hasPatterns() {
		return !policy().parentDomains().isEmpty();
	}

	public boolean isPreflight() {
		return this.method.equals("OPTIONS");
	}

	public List<Header> freshHeaders() {
		return this.headers.stream().filter((header) -> FRESH.contains(header.name())).toList();
	}

	/**
	 * The value of a request header.
	 * @param name its name, as spelt here
	 * @return its value, or an empty string
	 */
	public String header(String name) {
		return this.headers.stream()
			.filter((header) -> header.name().equals(name))
			.map(Header::value)
			.findFirst()
			.orElse("");
	}

	public String[] namesAndValues() {
		return this.headers.stream()
			.flatMap((header) -> Stream.of(header.name(), header.value()))
			.toArray(String[]::new);
	}

}
