package io.crossgate.cors.comingfrom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;

import io.crossgate.cors.sample.Laboratory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The profiles as they stand grant what the configurations they come from grant, and no
 * more.
 */
class ProfilesTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					gin   | SERVLET  | GET, HEAD, POST, PUT, PATCH | content-type, accept, authorization | content-length | 43200
					gin   | REACTIVE | GET, HEAD, POST, PUT, PATCH | content-type, accept, authorization | content-length | 43200
					tower | SERVLET  | GET, HEAD, POST             | content-type, accept, authorization |                | 5
					tower | REACTIVE | GET, HEAD, POST             | content-type, accept, authorization |                | 5
					""")
	void profileGrantsWhatItLists(String profile, WebApplicationType type, String methods, String headers,
			String exposed, String maxAge) throws IOException {
		try (Laboratory laboratory = Laboratory.on(type, List.of(Anything.class),
				"--spring.profiles.active=" + profile)) {
			List<String> all = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
			for (String method : all) {
				boolean listed = methods.contains(method);
				Answer preflight = send(laboratory, "OPTIONS", "Access-Control-Request-Method: " + method
						+ "; Access-Control-Request-Headers: accept,authorization,content-type");
				assertThat(preflight).as(method)
					.isEqualTo(Answer.of(listed ? 204 : 403, false, listed
							? Map.of("Access-Control-Allow-Origin", List.of("https://app.example.com"),
									"Access-Control-Allow-Credentials", List.of("true"), "Access-Control-Allow-Methods",
									List.of(methods), "Access-Control-Allow-Headers", List.of(headers),
									"Access-Control-Max-Age", List.of(maxAge), "Vary",
									List.of("Origin, Access-Control-Request-Method, Access-Control-Request-Headers"))
							: Map.of("Vary",
									List.of("Origin, Access-Control-Request-Method, Access-Control-Request-Headers"))));
				Answer granted = Answer.of(200, true,
						Map.of("Access-Control-Allow-Origin", List.of("https://app.example.com"),
								"Access-Control-Allow-Credentials", List.of("true"), "Vary", List.of("Origin"),
								"Access-Control-Expose-Headers", (exposed != null) ? List.of(exposed) : List.of()));
				assertThat(send(laboratory, method, "")).as(method)
					.isEqualTo(listed ? granted : Answer.of(403, false, Map.of("Vary", List.of("Origin"))));
			}
			assertThat(send(laboratory, "OPTIONS",
					"Access-Control-Request-Method: GET; Access-Control-Request-Headers: x-other")
				.status()).isEqualTo(403);
		}
	}

	private static Answer send(Laboratory laboratory, String method, String headers) throws IOException {
		return Answer.to(Sent.of(method, "Origin: https://app.example.com; " + headers), Anything.PATH,
				laboratory.port());
	}

	@ParameterizedTest
	@EnumSource
	void readmeNamesEveryDifference(Difference difference) throws IOException {
		assertThat(Files.readString(Path.of("README.md")).replaceAll("\\s+", " ")).contains(difference.sentence());
	}

}
