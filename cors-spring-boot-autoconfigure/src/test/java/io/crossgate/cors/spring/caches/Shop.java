package io.crossgate.cors.spring.caches;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import io.crossgate.cors.spring.Server;

/**
 * The application behind the caches. Nothing it serves changes, so that whatever differs
 * is wrong.
 */
@RestController
class Shop {

	static final CacheControl A_MINUTE = CacheControl.maxAge(Duration.ofMinutes(1)).cachePublic();

	/** Starts it. The directory is for the files it serves. */
	static Server.Running start(Server server, Path files) {
		String stack = server.isReactive() ? "webflux" : "mvc";
		writeFile(files);
		return server.start(List.of(Shop.class, server.isReactive() ? ShopOnWebFlux.class : ShopOnServlets.class),
				"cors.policies.listed.paths=/shop/**",
				"cors.policies.listed.allowed-origins=" + Site.APP.origin() + "," + Site.PARTNER.origin(),
				"cors.policies.listed.allow-credentials=true", "cors.policies.listed.exposed-headers=X-Total",
				"cors.policies.served.paths=/served/**",
				"cors.policies.served.allowed-origins=" + Site.APP.origin() + "," + Site.PARTNER.origin(),
				"cors.policies.served.on-denied=pass-through", "cors.policies.public.paths=/public/**",
				"cors.policies.public.allowed-origins=any", "spring." + stack + ".static-path-pattern=/shop/files/**",
				"spring.web.resources.static-locations=" + files.toUri(), "spring.web.resources.chain.enabled=true",
				"spring.web.resources.chain.compressed=true", "spring.web.resources.cache.cachecontrol.max-age=60",
				"spring.web.resources.cache.cachecontrol.cache-public=true",
				"server.compression.enabled=" + Page.LARGE.isOn(server), "server.compression.mime-types=text/css",
				"server.compression.min-response-size=1KB");
	}

	private static void writeFile(Path files) {
		byte[] body = Page.FILE.body("en").getBytes(StandardCharsets.UTF_8);
		try (var compressed = new GZIPOutputStream(Files.newOutputStream(files.resolve("app.css.gz")))) {
			Files.write(files.resolve("app.css"), body);
			compressed.write(body);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@GetMapping("/shop/plain")
	ResponseEntity<Resource> plain() {
		return answer(Page.PLAIN, "en", A_MINUTE);
	}

	@GetMapping("/served/plain")
	ResponseEntity<Resource> servedPlain() {
		return answer(Page.SERVED_PLAIN, "en", A_MINUTE);
	}

	@GetMapping("/public/plain")
	ResponseEntity<Resource> publicPlain() {
		return answer(Page.PUBLIC_PLAIN, "en", A_MINUTE);
	}

	@GetMapping("/shop/greeting")
	ResponseEntity<Resource> greeting(@RequestHeader("Accept-Language") String language) {
		return answer(Page.GREETING, language, A_MINUTE);
	}

	@GetMapping("/served/greeting")
	ResponseEntity<Resource> servedGreeting(@RequestHeader("Accept-Language") String language) {
		return answer(Page.SERVED_GREETING, language, A_MINUTE);
	}

	@GetMapping("/public/greeting")
	ResponseEntity<Resource> publicGreeting(@RequestHeader("Accept-Language") String language) {
		return answer(Page.PUBLIC_GREETING, language, A_MINUTE);
	}

	@GetMapping("/shop/checked")
	ResponseEntity<Resource> checked() {
		return answer(Page.CHECKED, "en", CacheControl.noCache());
	}

	@GetMapping("/shop/missing")
	ResponseEntity<Resource> missing() {
		return answer(Page.MISSING, "en", A_MINUTE);
	}

	@GetMapping("/shop/large")
	ResponseEntity<String> large() {
		return ResponseEntity.ok()
			.cacheControl(A_MINUTE)
			.contentType(MediaType.valueOf("text/css"))
			.body(Page.LARGE.body("en"));
	}

	@PutMapping({ "/shop/plain", "/served/plain", "/public/plain", "/shop/greeting", "/served/greeting",
			"/public/greeting" })
	String put() {
		return "kept as it is";
	}

	private static ResponseEntity<Resource> answer(Page page, String language, CacheControl cacheControl) {
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(page.status())
			.cacheControl(cacheControl)
			.contentType(MediaType.TEXT_PLAIN)
			.header("X-Total", "1")
			.eTag(page.name() + "-" + language);
		if (page.hasLanguages()) {
			answer.varyBy("Accept-Language");
		}
		return answer.body(new ByteArrayResource(page.body(language).getBytes(StandardCharsets.UTF_8)));
	}

}
