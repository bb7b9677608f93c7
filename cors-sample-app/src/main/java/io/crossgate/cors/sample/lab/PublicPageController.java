package io.crossgate.cors.sample.lab;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The page's frame, which browsers are to treat as one from the internet.
 *
 * @see <a href=
 * "https://wicg.github.io/local-network-access/#treat-as-public-address">Local Network
 * Access, treat-as-public-address</a>
 */
@RestController
class PublicPageController {

	@GetMapping("/public-frame.html")
	ResponseEntity<Resource> frame() {
		return ResponseEntity.ok()
			.header("Content-Security-Policy", "treat-as-public-address")
			.contentType(MediaType.TEXT_HTML)
			.body(new ClassPathResource("static/frame.html"));
	}

}
