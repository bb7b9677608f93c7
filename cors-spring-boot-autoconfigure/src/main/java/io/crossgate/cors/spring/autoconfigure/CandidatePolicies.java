package io.crossgate.cors.spring.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsObserver;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.spring.autoconfigure.keys.PropertyLocation;
import io.crossgate.cors.spring.autoconfigure.keys.PropertyProblems;
import io.crossgate.cors.spring.check.Finding;
import io.crossgate.cors.spring.check.Finding.Place;
import io.crossgate.cors.spring.explain.PolicyLogger;
import io.crossgate.cors.spring.reload.PolicyReloads.RejectedPolicies;
import io.crossgate.cors.traffic.CandidateRecorder;

/**
 * Sets the policies below {@code cors.candidate} beside those in force: each takes the
 * place of its namesake or is added, and all others stay. They are read again whenever
 * policies come into force. What is wrong with them is logged and stops nothing, because
 * they are not to touch anything.
 */
final class CandidatePolicies implements CorsObserver, SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(PolicyLogger.PROBLEMS);

	private final Environment environment;

	private final DeclaredPolicies declared;

	private final ObjectFactory<CorsEngine> engine;

	private final CandidateRecorder recorder;

	private volatile boolean started;

	/** What was set here; a candidate that the application has set is left alone. */
	private @Nullable CorsPolicies candidate;

	/** The policies in force beside which it was set. */
	private @Nullable CorsPolicies comparedWith;

	private String logged = "";

	private volatile List<Finding> findings = List.of();

	CandidatePolicies(Environment environment, DeclaredPolicies declared, ObjectFactory<CorsEngine> engine,
			CandidateRecorder recorder) {
		this.environment = environment;
		this.declared = declared;
		this.engine = engine;
		this.recorder = recorder;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.started = true;
		apply();
	}

	@Override
	public void onPoliciesChanged(CorsPolicies policies) {
		if (this.started) {
			apply();
		}
	}

	@Override
	public boolean supports(CorsDecision decision) {
		return false;
	}

	@Override
	public void onDecision(CorsDecision decision, Supplier<CorsRequest> request) {
		// Requests leave the candidate as it is.
	}

	/** Reads what stands below {@code cors.candidate} now. */
	synchronized void apply() {
		Environment properties = PropertyProblems.candidate(this.environment);
		CorsEngine engine = this.engine.getObject();
		CorsPolicies policies = null;
		this.findings = List.of();
		if (properties != null) {
			try {
				policies = compile(engine.policies(), properties);
				log("Compared with the CORS policies in force, without effect: " + names(policies, engine.policies()),
						false);
			}
			catch (InvalidCorsPolicyException ex) {
				this.findings = Findings.of(ex, properties, engine.policies());
				FailureAnalysis analysis = new InvalidCorsPolicyFailureAnalyzer(properties).analyze(ex, ex);
				log("What stands below cors.candidate is compared with nothing. As if it stood right below cors:%n%s%n%n%s"
					.formatted(analysis.getDescription(), analysis.getAction()), true);
			}
		}
		if (policies != null && isCompared(policies, engine)) {
			return;
		}
		if (policies != null || this.candidate != null) {
			engine.setCandidate(policies);
			this.recorder.clear();
		}
		this.candidate = policies;
		this.comparedWith = engine.policies();
	}

	/** Return what is wrong with what was read last. */
	List<Finding> findings() {
		return this.findings;
	}

	/** What was counted goes on counting as long as nothing changes. */
	private boolean isCompared(CorsPolicies policies, CorsEngine engine) {
		return this.candidate != null && this.candidate.policies().equals(policies.policies())
				&& engine.policies().equals(this.comparedWith)
				&& engine.comparison().map(CorsEngine.Comparison::candidate).filter(this.candidate::equals).isPresent();
	}

	private static List<String> names(CorsPolicies candidate, CorsPolicies inForce) {
		return candidate.policies()
			.stream()
			.filter((policy) -> !inForce.policies().contains(policy))
			.map(CorsPolicy::name)
			.toList();
	}

	/** The same is not said again each time other policies come into force. */
	private void log(String message, boolean error) {
		if (message.equals(this.logged)) {
			return;
		}
		this.logged = message;
		if (error) {
			logger.error(message);
		}
		else {
			logger.info(message);
		}
	}

	private CorsPolicies compile(CorsPolicies inForce, Environment environment) {
		PropertyProblems check = new PropertyProblems(environment);
		CorsProperties properties = new CorsProperties();
		check.bind(properties);
		check.checkKeys(true, PolicyPropertiesMapper.names(properties), true);
		List<Problem> problems = new ArrayList<>(check.all());
		problems.addAll(check.ofApplicationKeys());
		Map<String, CorsPolicy> policies = new LinkedHashMap<>();
		inForce.policies().forEach((policy) -> policies.put(CorsPolicy.uniformName(policy.name()), policy));
		for (CorsPolicy policy : PolicyPropertiesMapper.read(properties, check)) {
			CorsPolicy customized = this.declared.customize(policy);
			policies.put(CorsPolicy.uniformName(policy.name()), customized);
			this.declared.addProblem(customized, problems);
		}
		CorsPolicies compiled = inForce;
		try {
			compiled = inForce.recompile(policies.values());
		}
		catch (InvalidCorsPolicyException ex) {
			problems.addAll(PropertyProblems.unexplained(ex.problems(), check.all()));
		}
		InvalidCorsConfigurationException.throwIfFatal(problems, Map.of(), policies.values(), inForce.context());
		return compiled;
	}

	/** What a check finds. */
	private static final class Findings {

		/**
		 * There, everything stands right below {@code cors}. What is in force is no
		 * candidate's.
		 */
		static List<Finding> of(InvalidCorsPolicyException invalid, Environment properties, CorsPolicies inForce) {
			Map<String, String> beans = (invalid instanceof RejectedPolicies rejected) ? rejected.beans() : Map.of();
			Function<Problem, PropertyLocation> finder = PropertyLocation.finder(properties, beans);
			List<Finding> findings = new ArrayList<>();
			for (Problem problem : invalid.problems()) {
				if (!inForce.warnings().contains(problem)) {
					PropertyLocation location = finder.apply(problem);
					Place place = location.place();
					String name = location.name().startsWith("cors.")
							? "cors.candidate" + location.name().substring("cors".length())
							: location.name() + " of cors.candidate";
					findings.add(Finding.of(problem, name, (place.file() != null) ? place
							: Place.ofText(place.text().replace(" CORS_", " CORS_CANDIDATE_"))));
				}
			}
			return findings;
		}

	}

}
