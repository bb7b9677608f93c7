package io.crossgate.cors.spring.actuate;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.Sanitizer;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.core.env.Environment;
import org.springframework.web.filter.reactive.ServerWebExchangeContextFilter;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsObserver;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.problem.Problem.ProblemSummary;
import io.crossgate.cors.spring.PolicyFingerprint;
import io.crossgate.cors.spring.conflict.CorsConflictDetector;
import io.crossgate.cors.spring.reload.PolicyReload;
import io.crossgate.cors.spring.reload.PolicyReloads;
import io.crossgate.cors.traffic.CandidateRecorder;
import io.crossgate.cors.traffic.TrafficRecorder;

/**
 * {@code GET /actuator/cors}: the policies in force, what they refused, and who else
 * speaks CORS. {@code GET /actuator/cors/explain}: what a browser would send, what this
 * server would answer, and what the browser would make of it.
 * {@code GET /actuator/cors/suggestion}: the least a policy must allow for the traffic
 * that was seen. {@code GET /actuator/cors/candidate}: which requests other policies
 * would have answered otherwise. {@code GET /actuator/cors/usage}: which configured
 * origins are used. Read-only and without side effects. Origins of the configuration that
 * the question does not name are shown only where
 * {@code management.endpoint.cors.show-values} and {@link SanitizingFunction} beans allow
 * it; explanations never depend on that.
 *
 * @since 0.1.0
 */
@Endpoint(id = "cors", defaultAccess = Access.READ_ONLY)
@RegisterReflectionForBinding({ CorsDescriptor.class, ExplainDescriptor.class, SuggestionDescriptor.class,
		UsageDescriptor.class, InvalidQuestionDescriptor.class })
public class CorsEndpoint {

	private final CorsEngine engine;

	private final TrafficRecorder recorder;

	private final CandidateRecorder candidate;

	private final PolicyActivationTime activationTime;

	private final EngineClock clock;

	private final PolicyReloads reloads;

	private final Show showValues;

	private final Set<String> roles;

	private final Sanitizer sanitizer;

	private final @Nullable CorsConflictDetector detector;

	private final Supplier<String> contextPath;

	private final Environment environment;

	/**
	 * Creates the endpoint.
	 * @param engine has the policies
	 * @param recorder has what was refused
	 * @param candidate has what a candidate would have answered otherwise
	 * @param activationTime knows since when the policies are in force
	 * @param clock knows since when uses of origins are noted
	 * @param reloads knows what has become of the last change
	 * @param showValues who may see origins
	 * @param roles the roles that may, if it depends
	 * @param sanitizing the application's own functions that hide values
	 * @param detector detects other CORS code; {@code null} if that is switched off
	 * @param contextPath the path the application is deployed below
	 * @param environment knows the port of the application
	 */
	public CorsEndpoint(CorsEngine engine, TrafficRecorder recorder, CandidateRecorder candidate,
			PolicyActivationTime activationTime, EngineClock clock, PolicyReloads reloads, Show showValues,
			Set<String> roles, Iterable<SanitizingFunction> sanitizing, @Nullable CorsConflictDetector detector,
			Supplier<String> contextPath, Environment environment) {
		this.engine = engine;
		this.recorder = recorder;
		this.candidate = candidate;
		this.activationTime = activationTime;
		this.clock = clock;
		this.reloads = reloads;
		this.showValues = showValues;
		this.roles = roles;
		this.sanitizer = new Sanitizer(sanitizing);
		this.detector = detector;
		this.contextPath = contextPath;
		this.environment = environment;
	}

	/**
	 * Describes the policies in force.
	 * @param security who asks
	 * @return the description
	 */
	@ReadOperation
	public OperationResponseBody cors(SecurityContext security) {
		OriginMask mask = mask(security);
		CorsPolicies policies = this.engine.policies();
		ProblemSummary warnings = ProblemSummary.of(policies.warnings());
		PolicyReload reload = this.reloads.last();
		return new CorsDescriptor(PolicyFingerprint.of(policies),
				Instant.ofEpochMilli(this.activationTime.inForceSince()).toString(),
				(reload != null) ? ReloadDescriptor.of(reload, policies, mask) : null,
				policies.policies().stream().map((policy) -> PolicyDescriptor.of(policy, mask)).toList(),
				warnings.shown().stream().map((warning) -> CorsDescriptor.Warning.of(warning, policies, mask)).toList(),
				warnings.omitted().isEmpty() ? null : warnings.omitted(),
				this.recorder.denials().stream().map((denial) -> DenialDescriptor.of(denial, policies, mask)).toList(),
				(this.detector != null) ? conflicts(this.detector, policies, mask) : null);
	}

	private static List<ConflictDescriptor> conflicts(CorsConflictDetector detector, CorsPolicies policies,
			OriginMask mask) {
		return detector.conflicts(policies).stream().map((conflict) -> ConflictDescriptor.of(conflict, mask)).toList();
	}

	/**
	 * Answers a question.
	 * @param view {@code explain}, {@code suggestion}, {@code candidate} or {@code usage}
	 * @param origin the origin of the page, for {@code explain}
	 * @param path the path it calls, as the browser has it
	 * @param method the method, {@code GET} if none is given
	 * @param headers the names of the headers it sets, separated by commas
	 * @param credentials whether it sends cookies along
	 * @param handshake whether it opens a WebSocket instead
	 * @param security who asks
	 * @return the answer, 400 with the reason if a parameter is wrong, or {@code null} if
	 * there is no such question
	 */
	// Boot 3.5 lets a parameter be missing only where Framework's own annotation says so.
	@ReadOperation
	@SuppressWarnings("deprecation")
	public @Nullable WebEndpointResponse<OperationResponseBody> view(@Selector String view,
			@org.springframework.lang.Nullable @Nullable String origin,
			@org.springframework.lang.Nullable @Nullable String path,
			@org.springframework.lang.Nullable @Nullable String method,
			@org.springframework.lang.Nullable @Nullable String headers,
			@org.springframework.lang.Nullable @Nullable String credentials,
			@org.springframework.lang.Nullable @Nullable String handshake, SecurityContext security) {
		return answer(view, new ExplainRequest.Parameters(origin, path, method, headers, credentials, handshake),
				CalledServer.current(), security);
	}

	private @Nullable WebEndpointResponse<OperationResponseBody> answer(String view,
			ExplainRequest.Parameters parameters, CalledServer server, SecurityContext security) {
		return switch (view) {
			case "explain" -> explain(parameters, server.application(this.environment), mask(security));
			case "suggestion" -> new WebEndpointResponse<>(
					SuggestionDescriptor.of(this.recorder, this.engine.policies(), mask(security)));
			case "usage" -> new WebEndpointResponse<>(
					UsageDescriptor.of(this.engine.policies(), this.clock.start(), mask(security)));
			case "candidate" ->
				new WebEndpointResponse<>(CandidateDescriptor.of(this.engine, this.candidate, mask(security)));
			default -> null;
		};
	}

	private WebEndpointResponse<OperationResponseBody> explain(ExplainRequest.Parameters parameters,
			CalledServer server, OriginMask mask) {
		try {
			ExplainRequest question = ExplainRequest.of(parameters, this.contextPath.get(), server);
			return new WebEndpointResponse<>(ExplainDescriptor
				.of(new SimulatedServer(this.engine, this.engine.policies(), this.detector, question), mask));
		}
		catch (ExplainRequest.InvalidParameterException ex) {
			return new WebEndpointResponse<>(InvalidQuestionDescriptor.of(ex), WebEndpointResponse.STATUS_BAD_REQUEST);
		}
	}

	private OriginMask mask(SecurityContext security) {
		return new OriginMask(this.sanitizer, this.showValues.isShown(security, this.roles));
	}

	/**
	 * The endpoint on WebFlux, where only the exchange knows which server was called.
	 *
	 * @since 0.1.0
	 */
	@EndpointWebExtension(endpoint = CorsEndpoint.class)
	public static class Reactive {

		private final CorsEndpoint endpoint;

		/**
		 * Creates the extension.
		 * @param endpoint answers
		 */
		public Reactive(CorsEndpoint endpoint) {
			this.endpoint = endpoint;
		}

		/**
		 * Answers a question.
		 * @param view {@code explain}, {@code suggestion}, {@code candidate} or
		 * {@code usage}
		 * @param origin the origin of the page, for {@code explain}
		 * @param path the path it calls, as the browser has it
		 * @param method the method, {@code GET} if none is given
		 * @param headers the names of the headers it sets, separated by commas
		 * @param credentials whether it sends cookies along
		 * @param handshake whether it opens a WebSocket instead
		 * @param security who asks
		 * @return the answer, or empty if there is no such question
		 */
		@ReadOperation
		@SuppressWarnings("deprecation")
		public Mono<WebEndpointResponse<OperationResponseBody>> view(@Selector String view,
				@org.springframework.lang.Nullable @Nullable String origin,
				@org.springframework.lang.Nullable @Nullable String path,
				@org.springframework.lang.Nullable @Nullable String method,
				@org.springframework.lang.Nullable @Nullable String headers,
				@org.springframework.lang.Nullable @Nullable String credentials,
				@org.springframework.lang.Nullable @Nullable String handshake, SecurityContext security) {
			ExplainRequest.Parameters parameters = new ExplainRequest.Parameters(origin, path, method, headers,
					credentials, handshake);
			return Mono.deferContextual((context) -> {
				CalledServer server = CalledServer.of(ServerWebExchangeContextFilter.getExchange(context)
					.map((exchange) -> exchange.getRequest().getURI())
					.orElse(null));
				return Mono.fromCallable(() -> this.endpoint.answer(view, parameters, server, security))
					.subscribeOn(Schedulers.boundedElastic());
			});
		}

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
