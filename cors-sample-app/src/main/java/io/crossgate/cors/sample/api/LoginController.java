package io.crossgate.cors.sample.api;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * A login with a cookie, and without a password: who has the cookie is Ada.
 */
@RestController
@RequestMapping("/api")
class LoginController {

	private static final String COOKIE = "session";

	private final String session = UUID.randomUUID().toString();

	@PostMapping("/login")
	ResponseEntity<Void> login() {
		return withCookie(this.session, -1);
	}

	@PostMapping("/logout")
	ResponseEntity<Void> logout() {
		return withCookie("", 0);
	}

	@GetMapping("/me")
	Map<String, String> me(@CookieValue(name = COOKIE, required = false) @Nullable String cookie) {
		if (!this.session.equals(cookie)) {
			throw new ResponseStatusException(HttpStatus.UNAUTHORIZED, "No session cookie came with the request");
		}
		return Map.of("name", "Ada");
	}

	private static ResponseEntity<Void> withCookie(String value, long maxAge) {
		ResponseCookie cookie = ResponseCookie.from(COOKIE, value)
			.path("/api")
			.httpOnly(true)
			.sameSite("Lax")
			.maxAge(maxAge)
			.build();
		return ResponseEntity.noContent().header(HttpHeaders.SET_COOKIE, cookie.toString()).build();
	}

}
