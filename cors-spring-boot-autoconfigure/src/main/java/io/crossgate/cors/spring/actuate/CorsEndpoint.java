package io.crossgate.cors.spring.actuate;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsObserver;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.Problem.ProblemSummary;
import io.crossgate.cors.spring.PolicyFingerprint;
import io.crossgate.cors.spring.conflict.CorsConflictDetector;
import io.crossgate.cors.traffic.PolicySuggestion;
import io.crossgate.cors.traffic.TrafficRecorder;

/**
 * {@code GET /actuator/cors}: the policies in force, what they refused, and who else
 * speaks CORS. {@code GET /actuator/cors/explain}: what a browser would send, what this
 * server would answer, and what the browser would make of it.
 * {@code GET /actuator/cors/suggestion}: the least a policy must allow for the traffic
 * that was seen. Read-only and without side effects; origins are shown only where
 * {@code management.endpoint.cors.show-values} allows it.
 *
 * @since 0.1.0
 */
@Endpoint(id = "cors", defaultAccess = Access.READ_ONLY)
public class CorsEndpoint {

	private final CorsEngine engine;

	private final TrafficRecorder recorder;

	private final PolicyActivationTime activationTime;

	private final Show showValues;

	private final Set<String> roles;

	private final @Nullable CorsConflictDetector detector;

	private final Supplier<String> contextPath;

	/**
	 * Creates the endpoint.
	 * @param engine has the policies
	 * @param recorder has what was refused
	 * @param activationTime knows since when the policies are in force
	 * @param showValues who may see origins
	 * @param roles the roles that may, if it depends
	 * @param detector detects other CORS code; {@code null} if that is switched off
	 * @param contextPath the path the application is deployed below
	 */
	public CorsEndpoint(CorsEngine engine, TrafficRecorder recorder, PolicyActivationTime activationTime,
			Show showValues, Set<String> roles, @Nullable CorsConflictDetector detector, Supplier<String> contextPath) {
		this.engine = engine;
		this.recorder = recorder;
		this.activationTime = activationTime;
		this.showValues = showValues;
		this.roles = roles;
		this.detector = detector;
		this.contextPath = contextPath;
	}

	/**
	 * Describes the policies in force.
	 * @param security who asks
	 * @return the description
	 */
	@ReadOperation
	public Map<String, Object> cors(SecurityContext security) {
		boolean shown = this.showValues.isShown(security, this.roles);
		CorsPolicies policies = this.engine.policies();
		Map<String, Object> cors = new LinkedHashMap<>();
		cors.put("fingerprint", PolicyFingerprint.of(policies));
		cors.put("inForceSince", Instant.ofEpochMilli(this.activationTime.inForceSince()).toString());
		cors.put("policies", policies.policies().stream().map((policy) -> PolicyDescriptor.of(policy, shown)).toList());
		ProblemSummary warnings = ProblemSummary.of(policies.warnings());
		cors.put("warnings", warnings.shown().stream().map((warning) -> warning(warning, shown)).toList());
		if (!warnings.omitted().isEmpty()) {
			cors.put("moreWarnings", warnings.omitted());
		}
		cors.put("recentDenials",
				this.recorder.denials()
					.stream()
					.map((denial) -> DenialDescriptor.of(denial, policies, shown))
					.toList());
		if (this.detector != null) {
			cors.put("otherCors",
					this.detector.conflicts(policies)
						.stream()
						.map((finding) -> ConflictDescriptor.of(finding, shown))
						.toList());
		}
		return cors;
	}

	/**
	 * Answers a question.
	 * @param view {@code explain} or {@code suggestion}
	 * @param origin the origin of the page, for {@code explain}
	 * @param path the path it calls, as the browser has it
	 * @param method the method, {@code GET} if none is given
	 * @param headers the names of the headers it sets, separated by commas
	 * @param credentials whether it sends cookies along
	 * @param handshake whether it opens a WebSocket instead
	 * @param security who asks
	 * @return the answer, or {@code null} if there is no such question
	 */
	// Boot 3.5 lets a parameter be missing only where Framework's own annotation says so.
	@ReadOperation
	@SuppressWarnings("deprecation")
	public @Nullable Object view(@Selector String view, @org.springframework.lang.Nullable @Nullable String origin,
			@org.springframework.lang.Nullable @Nullable String path,
			@org.springframework.lang.Nullable @Nullable String method,
			@org.springframework.lang.Nullable @Nullable String headers,
			@org.springframework.lang.Nullable @Nullable Boolean credentials,
			@org.springframework.lang.Nullable @Nullable Boolean handshake, SecurityContext security) {
		boolean shown = this.showValues.isShown(security, this.roles);
		return switch (view) {
			case "explain" ->
				ExplainDescriptor.of(
						this.engine.policies(), this.detector, ExplainRequest.of(origin, this.contextPath.get(), path,
								method, headers, Boolean.TRUE.equals(credentials), Boolean.TRUE.equals(handshake)),
						shown);
			case "suggestion" -> suggestion(shown);
			default -> null;
		};
	}

	private Map<String, Object> suggestion(boolean shown) {
		Map<String, Object> suggestion = new LinkedHashMap<>();
		suggestion.put("note", "An observation of unauthenticated input: any client can send any Origin.");
		List<PolicySuggestion> seen = this.recorder.suggestions(this.engine.policies());
		suggestion.put("yaml", shown ? PolicySuggestion.yaml(seen) : PolicyDescriptor.HIDDEN);
		return suggestion;
	}

	private static Map<String, Object> warning(Problem warning, boolean shown) {
		Map<String, Object> view = new LinkedHashMap<>();
		view.put("code", warning.code().code());
		view.put("policy", warning.policy());
		view.put("property", warning.property());
		view.put("message", shown ? warning.message() : PolicyDescriptor.HIDDEN);
		return view;
	}

	/**
	 * Records since when the policies are in force.
	 *
	 * @since 0.1.0
	 */
	public static final class PolicyActivationTime implements CorsObserver {

		private final LongSupplier activationTime;

		private volatile long inForceSince;

		/**
		 * Creates a clock.
		 * @param activationTime the time in milliseconds of the epoch
		 */
		public PolicyActivationTime(LongSupplier activationTime) {
			this.activationTime = activationTime;
			this.inForceSince = activationTime.getAsLong();
		}

		@Override
		public void onPoliciesChanged(CorsPolicies policies) {
			this.inForceSince = this.activationTime.getAsLong();
		}

		@Override
		public boolean supports(CorsDecision decision) {
			return false;
		}

		@Override
		public void onDecision(CorsDecision decision, Supplier<CorsRequest> request) {
			// Decisions leave the policies as they are.
		}

		long inForceSince() {
			return this.inForceSince;
		}

	}

}
