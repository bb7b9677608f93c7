package io.crossgate.cors.sample.tenants;

import java.util.Map;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.problem.MalformedOriginException;
import io.crossgate.cors.spring.lookup.OriginsChanged;

/**
 * What the pages of customers call, and the form in which customers enter their origins.
 * No policy covers the form's path: only pages of this application can read its answers.
 */
@RestController
@Profile("tenants")
class TenantsController {

	private static final int UNPROCESSABLE = 422;

	private final Tenants tenants;

	private final ApplicationEventPublisher events;

	TenantsController(Tenants tenants, ApplicationEventPublisher events) {
		this.tenants = tenants;
		this.events = events;
	}

	@GetMapping("/tenants/orders")
	Map<String, String> orders() {
		return Map.of("order", "For pages of customers");
	}

	@PostMapping("/admin/tenants")
	Mono<String> add(@RequestParam String origin) {
		Origin parsed = Origin.of(origin);
		return this.tenants.add(parsed).then(changed(parsed));
	}

	@DeleteMapping("/admin/tenants")
	Mono<String> remove(@RequestParam String origin) {
		Origin parsed = Origin.of(origin);
		return this.tenants.remove(parsed).then(changed(parsed));
	}

	/** After the change, or an answer from before it would be cached. */
	private Mono<String> changed(Origin origin) {
		return Mono.fromSupplier(() -> {
			this.events.publishEvent(OriginsChanged.of(origin));
			return origin.toString();
		});
	}

	@ExceptionHandler
	ResponseEntity<Map<String, Object>> malformed(MalformedOriginException ex) {
		return ResponseEntity.status(UNPROCESSABLE)
			.body(Map.of("message", String.valueOf(ex.getMessage()), "corrections", ex.corrections()));
	}

}
