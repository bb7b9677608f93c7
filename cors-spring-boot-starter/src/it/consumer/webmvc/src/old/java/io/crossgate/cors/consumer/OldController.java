package io.crossgate.cors.consumer;

import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A resource with CORS of its own.
 */
@RestController
@Profile("old")
class OldController {

	@CrossOrigin("https://annotated.example.com")
	@GetMapping("/annotated")
	String annotated() {
		return "[]";
	}

}
