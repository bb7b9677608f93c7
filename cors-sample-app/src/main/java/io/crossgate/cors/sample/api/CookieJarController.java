package io.crossgate.cors.sample.api;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Sets cookies that differ in nothing but what lets them travel, and tells which came
 * back.
 */
@RestController
@RequestMapping("/api/jar")
class CookieJarController {

	private static final List<ResponseCookie> COOKIES = List.of(cookie("strict").sameSite("Strict").build(),
			cookie("lax").sameSite("Lax").build(), cookie("unsaid").build(),
			cookie("none").sameSite("None").secure(true).build(), cookie("none-insecure").sameSite("None").build(),
			cookie("partitioned").sameSite("None").secure(true).partitioned(true).build());

	private static ResponseCookie.ResponseCookieBuilder cookie(String name) {
		return ResponseCookie.from(name, "1").path("/api/jar").maxAge(Duration.ofMinutes(1));
	}

	@PostMapping
	ResponseEntity<Void> fill() {
		return ResponseEntity.noContent()
			.header(HttpHeaders.SET_COOKIE, COOKIES.stream().map(ResponseCookie::toString).toArray(String[]::new))
			.build();
	}

	@GetMapping
	List<String> look(@RequestHeader(name = HttpHeaders.COOKIE, required = false) @Nullable String cookies) {
		List<String> arrived = (cookies != null) ? List.of(cookies.split("; ")) : List.of();
		return COOKIES.stream().map(ResponseCookie::getName).filter((name) -> arrived.contains(name + "=1")).toList();
	}

}
