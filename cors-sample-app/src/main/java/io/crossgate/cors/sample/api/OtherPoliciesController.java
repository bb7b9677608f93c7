package io.crossgate.cors.sample.api;

import java.util.Map;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Resources under other policies than the todos', or under none.
 */
@RestController
class OtherPoliciesController {

	@GetMapping("/public/news")
	Map<String, String> news() {
		return Map.of("headline", "Anybody may read this");
	}

	@GetMapping("/partner/offers")
	Map<String, String> offers() {
		return Map.of("offer", "For partners, without cookies");
	}

	@GetMapping("/private/report")
	Map<String, String> report() {
		return Map.of("report", "For pages of this origin only");
	}

}
