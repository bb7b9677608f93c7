package io.crossgate.cors.sample.security;

import java.security.Principal;
import java.util.Map;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Orders, for who has logged in.
 */
@RestController
@Profile("security")
class OrdersController {

	private final Tokens tokens;

	OrdersController(Tokens tokens) {
		this.tokens = tokens;
	}

	@GetMapping({ "/orders", "/private/orders" })
	Map<String, String> orders(Principal principal) {
		return Map.of("ordered by", principal.getName());
	}

	@PostMapping("/orders")
	@ResponseStatus(HttpStatus.CREATED)
	Map<String, String> order(Principal principal) {
		return orders(principal);
	}

	@GetMapping("/orders/token")
	Map<String, String> token() {
		return Map.of("token", this.tokens.get());
	}

}
