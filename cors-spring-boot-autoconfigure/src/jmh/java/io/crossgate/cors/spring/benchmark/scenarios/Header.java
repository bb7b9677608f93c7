package io.crossgate.cors.spring.benchmark.scenarios;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A request header. Containers make the values of headers anew for each request, so a
 * value is a fresh string each time it is asked for: otherwise cached hashes and equal
 * references would flatter whoever compares strings.
 */
public final class Header {

	// Beyond, making the string would cost more than anything a filter does with it.
	private static final int LONGEST_FRESH = 1024;

	private final String name;

	private final List<String> values;

	private final byte[][] octets;

	private int uses;

	/**
	 * Makes a header.
	 * @param name its name
	 * @param values its values in turn, one per request
	 */
	public Header(String name, List<String> values) {
		this.name = name;
		this.values = values;
		this.octets = values.stream()
			.map((value) -> value.getBytes(StandardCharsets.ISO_8859_1))
			.toArray(byte[][]::new);
	}

	public Header(String name, String value) {
		this(name, List.of(value));
	}

	public String name() {
		return this.name;
	}

	/**
	 * The value of the current request.
	 * @return its value
	 */
	public String value() {
		return this.values.get(index());
	}

	public byte[] octets() {
		return this.octets[0];
	}

	public String freshValue() {
		this.uses++;
		int index = index();
		byte[] value = this.octets[index];
		return (value.length <= LONGEST_FRESH) ? new String(value, StandardCharsets.ISO_8859_1)
				: this.values.get(index);
	}

	private int index() {
		return (this.octets.length > 1) ? Math.floorMod(this.uses, this.octets.length) : 0;
	}

}
