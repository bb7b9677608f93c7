package io.crossgate.cors.sample.api;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * What pages embed, once for every origin and once for pages of this origin only.
 */
@RestController
class AssetsController {

	@GetMapping({ "/public/assets/{name:[a-z]+\\.[a-z]+}", "/private/assets/{name:[a-z]+\\.[a-z]+}" })
	ResponseEntity<Resource> asset(@PathVariable String name) {
		Resource asset = new ClassPathResource("assets/" + name);
		if (!asset.exists()) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such asset");
		}
		// Each request is to arrive, whatever was embedded before.
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noStore())
			.contentType(MediaTypeFactory.getMediaType(name).orElse(MediaType.APPLICATION_OCTET_STREAM))
			.body(asset);
	}

}
