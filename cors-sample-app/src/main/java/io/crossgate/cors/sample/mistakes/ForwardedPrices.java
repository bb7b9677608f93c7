package io.crossgate.cors.sample.mistakes;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import io.crossgate.cors.sample.Addresses;

/**
 * A small gateway that allows its page and sends on what the server behind it allows.
 */
@RestController
class ForwardedPrices {

	private final HttpClient client = HttpClient.newHttpClient();

	private final Addresses addresses;

	ForwardedPrices(Addresses addresses) {
		this.addresses = addresses;
	}

	@GetMapping({ "/private/forwarded/prices", "/forwarded/prices" })
	Mono<ResponseEntity<String>> forwarded() {
		URI url = URI.create(this.addresses.otherName() + "/private/upstream/prices");
		return Mono
			.fromFuture(() -> this.client.sendAsync(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()))
			.map(this::sentOn);
	}

	private ResponseEntity<String> sentOn(HttpResponse<String> upstream) {
		List<String> allowed = upstream.headers().allValues(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN);
		return ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_JSON)
			.header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, allowed.toArray(String[]::new))
			.header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, this.addresses.home())
			.body(upstream.body());
	}

	/** The server behind, which allows every origin. */
	@GetMapping("/private/upstream/prices")
	ResponseEntity<Map<String, Integer>> upstream() {
		return ResponseEntity.ok().header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*").body(Map.of("tea", 3));
	}

}
