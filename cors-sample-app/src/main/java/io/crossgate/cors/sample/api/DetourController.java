package io.crossgate.cors.sample.api;

import java.net.URI;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import io.crossgate.cors.sample.Addresses;

/**
 * What does not simply answer: redirects, a failure, and the targets of forms.
 */
@RestController
class DetourController {

	private final Addresses addresses;

	DetourController(Addresses addresses) {
		this.addresses = addresses;
	}

	@GetMapping("/api/moved")
	ResponseEntity<Void> moved() {
		return redirect("/api/todos");
	}

	@GetMapping("/api/moved-away")
	ResponseEntity<Void> movedAway() {
		return redirect(this.addresses.otherName() + "/api/todos");
	}

	@GetMapping("/api/broken")
	String broken() {
		throw new IllegalStateException("This endpoint fails on purpose");
	}

	/**
	 * Where a payment provider or an identity provider sends the browser back to, and
	 * what only a page of the user's own should change.
	 */
	@PostMapping(path = { "/api/callback", "/account/email" }, produces = MediaType.TEXT_HTML_VALUE)
	String form() {
		return """
				<!doctype html>
				<title>A form</title>
				<p>The form has arrived.</p>
				<script>parent.postMessage({ navigated: true }, '*')</script>
				""";
	}

	private static ResponseEntity<Void> redirect(String location) {
		return ResponseEntity.status(HttpStatus.FOUND).location(URI.create(location)).build();
	}

}
