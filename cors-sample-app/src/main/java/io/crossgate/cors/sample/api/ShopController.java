package io.crossgate.cors.sample.api;

import java.time.Duration;
import java.util.Map;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the pages of a shop need: prices that caches may keep, seats that are held, and
 * the build of a preview.
 */
@RestController
class ShopController {

	@GetMapping("/prices")
	ResponseEntity<Map<String, Integer>> prices() {
		return ResponseEntity.ok().cacheControl(CacheControl.maxAge(Duration.ofMinutes(1))).body(Map.of("tea", 3));
	}

	@PutMapping("/seats/{number}")
	Map<String, Integer> hold(@PathVariable int number) {
		return Map.of("held", number);
	}

	@GetMapping("/previews/build")
	Map<String, String> build() {
		return Map.of("build", "7f3c");
	}

}
