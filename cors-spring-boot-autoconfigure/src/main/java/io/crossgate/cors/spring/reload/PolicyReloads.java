package io.crossgate.cors.spring.reload;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsObserver;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.spring.PolicyFingerprint;
import io.crossgate.cors.spring.reload.PolicyReload.Result;
import io.crossgate.cors.spring.reload.PolicyReload.Trigger;

/**
 * Follows every change of policies while the application runs: logs it as a difference,
 * as a warning if it widens access, counts it, and keeps the last one. Being an observer,
 * it also hears of changes that are made at the engine itself, and of all of them in the
 * order in which they took effect.
 *
 * @since 0.1.0
 */
public final class PolicyReloads implements CorsObserver {

	private static final Log logger = LogFactory.getLog("io.crossgate.cors.policies");

	private final Environment environment;

	private final StartupProperties startup;

	private final LongSupplier time;

	private final Map<Result, LongAdder> counts = new EnumMap<>(Result.class);

	/** Told apart by identity; those that are never announced are forgotten. */
	private final Map<CorsPolicies, Trigger> triggers = Collections.synchronizedMap(new WeakHashMap<>());

	private volatile @Nullable Runnable unchanged;

	private volatile @Nullable CorsPolicies inForce;

	private volatile @Nullable PolicyReload last;

	/**
	 * Creates a record without entries.
	 * @param environment has the properties, as they are at the start
	 * @param time the time in milliseconds of the epoch
	 */
	public PolicyReloads(Environment environment, LongSupplier time) {
		this.environment = environment;
		this.startup = new StartupProperties(environment);
		this.time = time;
		for (Result result : Result.values()) {
			this.counts.put(result, new LongAdder());
		}
	}

	/**
	 * Changes the policies in force, and records what has become of it. Policies that are
	 * equal to those in force are not put in their place.
	 * @param trigger what has caused the change
	 * @param engine has the policies
	 * @param change makes the new policies of those in force; what it throws leaves them
	 * as they are
	 * @return the policies in force
	 * @throws IllegalStateException if {@code cors.reload.enabled} was {@code false} at
	 * the start
	 */
	public CorsPolicies apply(Trigger trigger, CorsEngine engine, UnaryOperator<CorsPolicies> change) {
		if (!isEnabled()) {
			throw new IllegalStateException("The policies can't be changed, because cors.reload.enabled is false");
		}
		CorsPolicies[] before = new CorsPolicies[1];
		CorsPolicies after;
		try {
			after = engine.update((inForce) -> {
				before[0] = inForce;
				CorsPolicies changed = change.apply(inForce);
				if (isEqual(inForce, changed)) {
					return inForce;
				}
				this.triggers.put(changed, trigger);
				return changed;
			});
		}
		catch (RuntimeException ex) {
			fail(trigger, engine.policies(), ex);
			throw ex;
		}
		if (after == before[0]) {
			record(trigger, Result.UNCHANGED, after, after);
			Runnable unchanged = this.unchanged;
			if (unchanged != null) {
				unchanged.run();
			}
		}
		else if (this.inForce == null) {
			// An engine of the application's own that this one does not watch.
			announce(before[0], after, trigger);
		}
		if (trigger != Trigger.API) {
			this.startup.reportChanges(this.environment);
		}
		return after;
	}

	/**
	 * Sets what is done when the policies that were read are those in force: what stands
	 * beside them may have changed.
	 * @param action does it
	 */
	public void whenUnchanged(Runnable action) {
		this.unchanged = action;
	}

	/**
	 * Return whether policies may change after the start.
	 * @return what {@code cors.reload.enabled} was at the start
	 */
	public boolean isEnabled() {
		return this.startup.isReloadEnabled();
	}

	private static boolean isEqual(CorsPolicies inForce, CorsPolicies changed) {
		return inForce.policies().equals(changed.policies()) && inForce.context().equals(changed.context());
	}

	@Override
	public void onPoliciesChanged(CorsPolicies policies) {
		CorsPolicies before = this.inForce;
		this.inForce = policies;
		Trigger trigger = this.triggers.remove(policies);
		if (before != null) {
			announce(before, policies, trigger);
		}
	}

	private void announce(CorsPolicies before, CorsPolicies after, @Nullable Trigger known) {
		PolicyDifference difference = PolicyDifference.between(before, after);
		Trigger trigger = (known != null) ? known : Trigger.API;
		if (!difference.isEmpty()) {
			DifferenceText.log(logger, before, after, difference, trigger);
			record(trigger, Result.SUCCESS, before, after);
		}
		else if (known != null) {
			record(trigger, Result.UNCHANGED, before, after);
		}
	}

	private void record(Trigger trigger, Result result, CorsPolicies before, CorsPolicies after) {
		String fingerprint = PolicyFingerprint.of(after);
		record(new PolicyReload(this.time.getAsLong(), trigger, result,
				(before == after) ? fingerprint : PolicyFingerprint.of(before), fingerprint, List.of(), null,
				List.of()));
	}

	private void fail(Trigger trigger, CorsPolicies inForce, RuntimeException failure) {
		String fingerprint = PolicyFingerprint.of(inForce);
		boolean known = failure instanceof InvalidCorsPolicyException;
		List<Problem> problems = known ? ((InvalidCorsPolicyException) failure).problems() : List.of();
		List<CorsPolicy> rejected = (failure instanceof RejectedPolicies policies) ? policies.policies() : List.of();
		record(new PolicyReload(this.time.getAsLong(), trigger, Result.FAILURE, fingerprint, fingerprint,
				problems.stream().filter(Problem::isFatal).toList(),
				known ? null : NestedExceptionUtils.getMostSpecificCause(failure).toString(), rejected));
	}

	private void record(PolicyReload reload) {
		this.last = reload;
		counter(reload.result()).increment();
	}

	/**
	 * Return the last attempt.
	 * @return the attempt, or {@code null} if there was none since the start
	 */
	public @Nullable PolicyReload last() {
		return this.last;
	}

	/**
	 * Return how often there was a result.
	 * @param result the result
	 * @return the number since the start
	 */
	public long count(Result result) {
		return counter(result).sum();
	}

	private LongAdder counter(Result result) {
		return Objects.requireNonNull(this.counts.get(result));
	}

	@Override
	public boolean supports(CorsDecision decision) {
		return false;
	}

	@Override
	public void onDecision(CorsDecision decision, Supplier<CorsRequest> request) {
		// Decisions leave the policies as they are.
	}

	/** Implemented by exceptions that know which policies were not to be used. */
	public interface RejectedPolicies {

		/**
		 * Return the policies.
		 * @return the policies as they were to be compiled
		 */
		List<CorsPolicy> policies();

		/**
		 * Return which beans have declared or changed them.
		 * @return the bean that has declared a policy, by its name, or has changed a
		 * property of it, by the name, a dot and the key
		 */
		Map<String, String> beans();

	}

}
