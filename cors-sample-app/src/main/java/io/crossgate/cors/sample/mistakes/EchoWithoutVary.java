package io.crossgate.cors.sample.mistakes;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers each origin with its own name and lets caches keep that for the next request.
 */
@RestController
class EchoWithoutVary {

	@GetMapping("/private/prices")
	ResponseEntity<Map<String, Integer>> prices(
			@RequestHeader(name = HttpHeaders.ORIGIN, required = false) @Nullable String origin) {
		ResponseEntity.BodyBuilder response = ResponseEntity.ok()
			.cacheControl(CacheControl.maxAge(Duration.ofMinutes(1)));
		if (origin != null) {
			response.header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
		}
		return response.body(Map.of("tea", 3));
	}

}
