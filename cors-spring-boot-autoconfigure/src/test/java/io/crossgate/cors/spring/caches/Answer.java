package io.crossgate.cors.spring.caches;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

import org.jspecify.annotations.Nullable;

/**
 * What a client got.
 *
 * @param status the status
 * @param headers the header lines
 * @param bytes the body as sent
 */
record Answer(int status, HttpHeaders headers, byte[] bytes) {

	List<String> lines(String name) {
		return this.headers.allValues(name);
	}

	/** The value of a header that is there once or not at all. */
	@Nullable String only(String name) {
		return lines(name).isEmpty() ? null : String.join(" and ", lines(name));
	}

	List<String> varies() {
		return lines("Vary").stream()
			.flatMap((line) -> Arrays.stream(line.split(",")))
			.map((name) -> name.strip().toLowerCase(Locale.ROOT))
			.sorted()
			.toList();
	}

	Map<String, List<String>> cors() {
		Map<String, List<String>> cors = new TreeMap<>(this.headers.map());
		cors.keySet().removeIf((name) -> !name.startsWith("access-control-"));
		return cors;
	}

	boolean isCompressed() {
		return "gzip".equals(only("Content-Encoding"));
	}

	/** The body as a client understands it. */
	String body() {
		try (var body = new ByteArrayInputStream(this.bytes)) {
			byte[] plain = (isCompressed() && this.bytes.length > 0) ? new GZIPInputStream(body).readAllBytes()
					: this.bytes;
			return new String(plain, StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			return "What cannot be decompressed: " + ex.getMessage();
		}
	}

	@Override
	public String toString() {
		return this.status + " " + new TreeMap<>(this.headers.map());
	}

}
