package io.crossgate.cors.comingfrom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import tools.jackson.databind.json.JsonMapper;

/**
 * What a server was seen to answer whose configuration has one origin, GET, POST and PUT,
 * {@code Content-Type} and {@code X-Token}, {@code X-Total} exposed and ten minutes.
 *
 * @param id the number of the request, and the server
 * @param peerVersion what was asked
 * @param credentials whether they were allowed, which is all that ever differs
 * @param method the request's method
 * @param requestHeaders the request's header lines
 * @param status the answer's status
 * @param served whether the application was asked
 * @param responseHeaders the answer's CORS headers and {@code Vary}
 */
record Recorded(String id, String peerVersion, boolean credentials, String method,
		Map<String, List<String>> requestHeaders, int status, boolean served,
		Map<String, List<String>> responseHeaders) {

	/** Return everything recorded of a server by the number of the request. */
	static Map<String, Recorded> of(String server) throws IOException {
		try (InputStream resource = Objects
			.requireNonNull(Recorded.class.getResourceAsStream("/comingfrom/" + server + ".jsonl"))) {
			return new String(resource.readAllBytes(), StandardCharsets.UTF_8).lines()
				.map((line) -> JsonMapper.shared().readValue(line, Recorded.class))
				.collect(Collectors.toMap((recorded) -> recorded.id.split("/", 2)[0], (recorded) -> recorded));
		}
	}

	Sent request() {
		return new Sent(this.method, this.requestHeaders).to("api.example.com");
	}

	Answer answer() {
		return Answer.of(this.status, this.served, this.responseHeaders);
	}

	String path() {
		return this.credentials ? Anything.OTHER_PATH : Anything.PATH;
	}

}
