package io.crossgate.cors;

import java.time.Instant;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.origin.OriginAnswers;
import io.crossgate.cors.origin.pattern.OriginUses;

/**
 * The live engine: the policies in force, replaceable while requests are served, and the
 * observers of what they decide. A request sees one set of policies from start to end.
 *
 * @since 0.1.0
 */
public final class CorsEngine {

	private final Observers observers;

	private final Observers.Changes changes = new Observers.Changes();

	private final @Nullable OriginAnswers answers;

	private volatile CorsPolicies policies;

	private volatile @Nullable Candidate candidate;

	private volatile int time = OriginUses.NEVER;

	private final UnansweredRequests.Watch unanswered = new UnansweredRequests.Watch();

	/**
	 * Creates an engine.
	 * @param policies the policies in force
	 * @param observers those who watch, in order
	 * @param failures hears of what observers throw
	 * @param answers where origins are looked up, or {@code null} if those that policies
	 * do not list are refused
	 */
	public CorsEngine(CorsPolicies policies, List<CorsObserver> observers, CorsObserver.FailureHandler failures,
			@Nullable OriginAnswers answers) {
		this.answers = answers;
		this.observers = new Observers(observers, failures);
		this.policies = policies;
		this.observers.notifyPoliciesChanged(policies);
	}

	/**
	 * Creates an engine that looks up nothing.
	 * @param policies the policies in force
	 * @param observers those who watch, in order
	 * @param failures hears of what observers throw
	 */
	public CorsEngine(CorsPolicies policies, List<CorsObserver> observers, CorsObserver.FailureHandler failures) {
		this(policies, observers, failures, null);
	}

	/**
	 * Creates an engine that looks up nothing, and says nothing of what observers throw.
	 * @param policies the policies in force
	 * @param observers those who watch, in order
	 */
	public CorsEngine(CorsPolicies policies, List<CorsObserver> observers) {
		this(policies, observers, (observer, failure) -> {
		});
	}

	/**
	 * Creates an engine without observers.
	 * @param policies the policies in force
	 */
	public CorsEngine(CorsPolicies policies) {
		this(policies, List.of());
	}

	/**
	 * Return the policies in force.
	 * @return the current snapshot
	 */
	public CorsPolicies policies() {
		return this.policies;
	}

	/**
	 * Puts other policies in force. They are compiled already, so nothing can fail half
	 * way; requests that have begun keep their snapshot.
	 *
	 * <pre class="code">
	 * engine.setPolicies(engine.policies().with(policy)); // permitted
	 * engine.setPolicies(CorsPolicies.compile(policies, engine.policies().context())); // permitted
	 * engine.setPolicies(CorsPolicies.compile(policies)); // prohibited, if those in force have a context
	 * </pre>
	 *
	 * Observers hear of policies in the order in which they took effect, one after the
	 * other. Of changes made at the same time, or from within an observer, one thread may
	 * announce what another has put in force.
	 * @param policies the new policies, compiled for what those in force are compiled for
	 * @throws IllegalArgumentException if they are compiled for something else: they
	 * would not know the management endpoints and the origins of the application
	 */
	public void setPolicies(CorsPolicies policies) {
		update((inForce) -> {
			if (!policies.context().equals(inForce.context())) {
				throw new IllegalArgumentException("The policies are not compiled for this application: compile them "
						+ "with engine.policies().recompile(...)");
			}
			return policies;
		});
	}

	/**
	 * Changes the policies in force. Changes made at the same time follow one another, so
	 * that none is lost; no request waits for them. A change that returns what it was
	 * given is none, and observers do not hear of it.
	 *
	 * <pre class="code">
	 * engine.update((policies) -&gt; policies.with(policy)); // permitted
	 * engine.update((policies) -&gt; CorsPolicies.compile(others)); // prohibited, unless the context is to change, too
	 * </pre>
	 * @param change makes the new policies of those in force; what it throws leaves them
	 * as they are
	 * @return the new policies
	 */
	public CorsPolicies update(UnaryOperator<CorsPolicies> change) {
		CorsPolicies changed;
		this.changes.lock.lock();
		try {
			CorsPolicies before = this.policies;
			changed = change.apply(before);
			if (changed != before) {
				changed.takeOverUses(before);
				this.policies = changed;
				this.changes.unannounced.add(changed);
			}
		}
		finally {
			this.changes.lock.unlock();
		}
		this.changes.announce(this.observers);
		return changed;
	}

	/**
	 * Puts policies beside those in force: they are asked about every request, too, and
	 * have no effect on its answer. Observers hear of each request that they would have
	 * {@linkplain CorsObserver#onCandidateDifference answered otherwise}. Nothing is
	 * looked up for them: requests for which they would have to are not compared.
	 * @param policies the candidate, or {@code null} for none
	 */
	public void setCandidate(@Nullable CorsPolicies policies) {
		this.candidate = (policies != null) ? new Candidate(policies, this.answers, this.observers) : null;
	}

	/**
	 * Return the policies beside those in force.
	 * @return the candidate, and what has come of it so far, or empty if there is none
	 */
	public Optional<Comparison> comparison() {
		return Optional.ofNullable(this.candidate).map(Candidate::comparison);
	}

	/**
	 * Sets the clock by which the {@linkplain CorsPolicies#lastUses last use} of origins
	 * is noted. It stands still until it is set again, and before it is set for the first
	 * time nothing is noted: to read a clock for each request would cost more than the
	 * decision about it.
	 * @param now the time; what is less than a minute of it does not count
	 */
	public void setTime(Instant now) {
		this.time = OriginUses.time(now);
	}

	/**
	 * Decides about a request.
	 * @param request the request
	 * @return the decision
	 */
	public CorsDecision decide(CorsRequest request) {
		return decide(request, CorsRequest.SnapshotAccessor.INSTANCE);
	}

	/**
	 * Decides about a server's own request object, without copying it.
	 * @param <R> the type of the request object
	 * @param request the request object
	 * @param accessor reads it
	 * @return the decision
	 */
	public <R> CorsDecision decide(R request, CorsRequestAccessor<? super R> accessor) {
		Enumeration<String> origins = accessor.headers(request, HeaderNames.ORIGIN);
		String origin = origins.hasMoreElements() ? origins.nextElement() : null;
		return decide(origin, origins.hasMoreElements(), request, accessor);
	}

	/**
	 * Decides about a server's own request object, whose origin has been read already: it
	 * is needed again when the decision is written.
	 * @param <R> the type of the request object
	 * @param origin the first line of {@code Origin}, or {@code null} if there is none
	 * @param multipleOrigins whether there are more lines of {@code Origin}
	 * @param request the request object
	 * @param accessor reads the rest
	 * @return the decision; a {@link PendingDecision} if its origin has to be looked up
	 */
	public <R> CorsDecision decide(@Nullable String origin, boolean multipleOrigins, R request,
			CorsRequestAccessor<? super R> accessor) {
		CorsPolicies policies = this.policies;
		CorsDecision decision = policies.decide(origin, multipleOrigins, request, accessor, this.answers, this.time);
		return (decision instanceof PendingDecision) ? decision
				: announced(decision, policies.writes(), origin, multipleOrigins, request, accessor);
	}

	private <R> CorsDecision announced(CorsDecision decision, @Nullable CrossOriginWrites writes,
			@Nullable String origin, boolean multipleOrigins, R request, CorsRequestAccessor<? super R> accessor) {
		if (!this.observers.isEmpty()) {
			this.observers.notifyDecision(decision, request, accessor);
			if (writes != null) {
				writes.report(this.observers, decision, origin, multipleOrigins, request, accessor);
			}
		}
		Candidate candidate = this.candidate;
		if (candidate != null) {
			candidate.compare(decision, origin, multipleOrigins, request, accessor);
		}
		return decision;
	}

	/**
	 * Completes a decision: without an answer by now it is a refusal. Observers hear of
	 * it.
	 * @param <R> the type of the request object
	 * @param pending the decision of this engine about the request
	 * @param request the request object
	 * @param accessor reads it
	 * @return the decision
	 */
	public <R> CorsDecision complete(PendingDecision pending, R request, CorsRequestAccessor<? super R> accessor) {
		return announced(pending.complete(request, accessor), pending.writes(), pending.origin(), false, request,
				accessor);
	}

	/**
	 * Decides as some policies would, and tells no observer. It may wait for lookups.
	 * @param policies the policies
	 * @param request the request
	 * @return the decision
	 */
	public CorsDecision explain(CorsPolicies policies, CorsRequest request) {
		CorsDecision decision = policies.decide(request, this.answers);
		return (decision instanceof PendingDecision pending) ? pending.awaited(request) : decision;
	}

	/**
	 * Takes note of a response to a request whose facts have been copied.
	 * @param decision what was decided about the request
	 * @param request the request
	 * @param nanoTime when, as {@link System#nanoTime()} says it
	 * @see #notifyUnanswered(CorsDecision, Object, CorsRequestAccessor, long)
	 */
	public void notifyUnanswered(CorsDecision decision, CorsRequest request, long nanoTime) {
		notifyUnanswered(decision, request, CorsRequest.SnapshotAccessor.INSTANCE, nanoTime);
	}

	/**
	 * Takes note of a response that has no {@code Access-Control-Allow-Origin} although
	 * that was {@linkplain CorsDecision#isLeftToOthers() left to others}. Observers hear
	 * of it if a page was kept from reading it that someone could have meant to allow. At
	 * most a hundred a second are looked at, so that a flood of them costs no more.
	 * @param <R> the type of the request object
	 * @param decision what was decided about the request
	 * @param request the request object
	 * @param accessor reads it
	 * @param nanoTime when, as {@link System#nanoTime()} says it
	 */
	public <R> void notifyUnanswered(CorsDecision decision, R request, CorsRequestAccessor<? super R> accessor,
			long nanoTime) {
		if (!this.observers.isEmpty()) {
			this.unanswered.note(decision, this.policies, request, accessor, nanoTime, this.observers);
		}
	}

	/**
	 * Policies that are compared with those in force.
	 *
	 * @param candidate the policies
	 * @param requests how many requests they were asked about
	 * @param differences how many of them they would have answered otherwise
	 * @since 0.1.0
	 */
	public record Comparison(CorsPolicies candidate, long requests, long differences) {

	}

}
