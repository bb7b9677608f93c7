package io.crossgate.cors.sample.lab;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.sample.Addresses;

/**
 * What the page wants to know. No policy covers it, so only pages of the same origin can
 * read it.
 */
@RestController
@RequestMapping("/lab")
class LabController {

	private final Environment environment;

	private final Addresses addresses;

	private final CorsEngine engine;

	private final DecisionLog decisions;

	private final ResponseLog responses;

	LabController(Environment environment, Addresses addresses, CorsEngine engine, DecisionLog decisions,
			ResponseLog responses) {
		this.environment = environment;
		this.addresses = addresses;
		this.engine = engine;
		this.decisions = decisions;
		this.responses = responses;
	}

	@GetMapping("/addresses")
	Map<String, String> addresses() {
		return Map.of("home", this.addresses.home(), "otherPort", this.addresses.otherPort(), "otherName",
				this.addresses.otherName(), "stranger", this.addresses.unlistedOrigin(), "tenant",
				this.addresses.tenant());
	}

	@GetMapping("/profiles")
	String[] profiles() {
		return this.environment.getActiveProfiles();
	}

	@GetMapping("/policies")
	Collection<CorsPolicy> policies() {
		return this.engine.policies().policies();
	}

	@GetMapping("/decisions")
	List<DecisionView> decisions(@RequestParam(defaultValue = "0") long after) {
		CorsPolicies policies = this.engine.policies();
		return this.decisions.after(after).stream().map((entry) -> DecisionView.of(entry, policies)).toList();
	}

	@PostMapping("/browser")
	PageCallView browser(@RequestBody PageCall call) {
		return PageCallView.of(call, this.engine.policies(), this.responses.take(call.run()));
	}

	@GetMapping("/decisions/last")
	long last() {
		return this.decisions.last();
	}

}
