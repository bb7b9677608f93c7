package io.crossgate.cors.sample.api;

import java.time.Duration;
import java.util.Map;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the pages of a shop read: prices that caches may keep, and the build of a preview.
 */
@RestController
class ShopController {

	@GetMapping("/prices")
	ResponseEntity<Map<String, Integer>> prices() {
		return ResponseEntity.ok().cacheControl(CacheControl.maxAge(Duration.ofMinutes(1))).body(Map.of("tea", 3));
	}

	@GetMapping("/previews/build")
	Map<String, String> build() {
		return Map.of("build", "7f3c");
	}

}
