package io.crossgate.cors.spring.metrics;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsObserver;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.policy.GrantTerms;
import io.crossgate.cors.policy.PolicyProperty;
import io.crossgate.cors.spring.PolicyFingerprint;
import io.crossgate.cors.spring.reload.PolicyReload;
import io.crossgate.cors.spring.reload.PolicyReloads;
import io.crossgate.cors.util.EnumNames;

/**
 * Counts decisions as {@code cors.requests}, those of policies that only report under
 * outcomes of their own, and requests on paths that no policy covers if a page was kept
 * from an answer that someone could have meant to allow. Tells which policies are in
 * force with {@code cors.policies} and {@code cors.policy.info}: instances of one
 * fingerprint have the same policies. Changes are {@code cors.reloads}. Tags come from
 * configuration and closed enums alone, so the number of series does not depend on
 * requests.
 *
 * @since 0.1.0
 */
public final class MicrometerCorsObserver implements CorsObserver {

	/** Where no policy covers the path. */
	private static final String NO_POLICY = "none";

	private final MeterRegistry registry;

	private final MultiGauge info;

	/**
	 * By policy, kind and reason: the registry would build its tags anew for each
	 * request.
	 */
	private final Map<String, Map<CorsDecision.Kind, Map<DecisionReason, Counter>>> counters = new ConcurrentHashMap<>();

	private volatile int policies;

	/** The terms of all origins and accepted risks that have some. */
	private volatile List<GrantTerms> terms = List.of();

	/**
	 * Creates an observer.
	 * @param registry where the meters are
	 */
	public MicrometerCorsObserver(MeterRegistry registry) {
		this.registry = registry;
		this.info = MultiGauge.builder("cors.policy.info")
			.description("1, with the fingerprint of the policies in force")
			.register(registry);
		Gauge.builder("cors.policies", this, (observer) -> observer.policies)
			.description("Policies in force")
			.register(registry);
		Gauge.builder("cors.grants.expired", this, MicrometerCorsObserver::expired)
			.description("Origins and accepted risks that are past their date and still hold")
			.register(registry);
	}

	/**
	 * Creates an observer that tells of changes, too. All series are there from the
	 * start, so that the first failure is a change of a number.
	 * @param registry where the meters are
	 * @param reloads counts the changes
	 */
	public MicrometerCorsObserver(MeterRegistry registry, PolicyReloads reloads) {
		this(registry);
		for (PolicyReload.Result result : PolicyReload.Result.values()) {
			FunctionCounter.builder("cors.reloads", reloads, (counted) -> counted.count(result))
				.description("Changes of policies while the application runs, by result")
				.tag("result", EnumNames.kebabCase(result))
				.register(registry);
		}
	}

	@Override
	public void onPoliciesChanged(CorsPolicies policies) {
		this.policies = policies.policies().size();
		this.terms = policies.policies()
			.stream()
			.flatMap((policy) -> Arrays.stream(PolicyProperty.values())
				.flatMap((property) -> GrantTerms.of(policy, property).values().stream()))
			.toList();
		// What was denied may only be reported from now on.
		this.counters.clear();
		this.info.register(List.of(MultiGauge.Row.of(Tags.of("fingerprint", PolicyFingerprint.of(policies)), 1)), true);
	}

	/** A date passes while policies stay what they are. */
	private double expired() {
		LocalDate today = LocalDate.now(ZoneOffset.UTC);
		return this.terms.stream().filter((terms) -> terms.isExpired(today)).count();
	}

	@Override
	public boolean supports(CorsDecision decision) {
		return decision.policy() != null || decision.reason().isOfProtection();
	}

	@Override
	public void onDecision(CorsDecision decision, Supplier<CorsRequest> request) {
		if (supports(decision)) {
			String policy = decision.policy();
			count((policy != null) ? policy : NO_POLICY, decision);
		}
	}

	@Override
	public void onUnanswered(CorsDecision decision, Supplier<CorsRequest> request) {
		// A policy that only reports has been counted when it decided.
		if (decision.policy() == null) {
			count(NO_POLICY, decision);
		}
	}

	private void count(String policy, CorsDecision decision) {
		Map<DecisionReason, Counter> counters = this.counters
			.computeIfAbsent(policy, (name) -> new ConcurrentHashMap<>())
			.computeIfAbsent(decision.kind(), (kind) -> new ConcurrentHashMap<>());
		Counter counter = counters.get(decision.reason());
		if (counter == null) {
			counter = counters.computeIfAbsent(decision.reason(), (reason) -> counter(policy, decision));
		}
		counter.increment();
	}

	private Counter counter(String policy, CorsDecision decision) {
		return Counter.builder("cors.requests")
			.description("CORS decisions by policy, kind, outcome and reason")
			.tag("policy", policy)
			.tag("kind", EnumNames.kebabCase(decision.kind()))
			.tag("outcome", OutcomeName.of(decision))
			.tag("reason", decision.reason().code())
			.register(this.registry);
	}

}
