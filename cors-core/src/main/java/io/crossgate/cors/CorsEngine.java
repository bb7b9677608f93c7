package io.crossgate.cors;

import java.util.Enumeration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.fetch.HeaderNames;

/**
 * The live engine: the policies in force, replaceable while requests are served, and the
 * observers of what they decide. A request sees one set of policies from start to end.
 *
 * @since 0.1.0
 */
public final class CorsEngine {

	private final Observers observers;

	private volatile CorsPolicies policies;

	/**
	 * Creates an engine.
	 * @param policies the policies in force
	 * @param observers those who watch, in order
	 * @param failures hears of what observers throw
	 */
	public CorsEngine(CorsPolicies policies, List<CorsObserver> observers, CorsObserver.FailureHandler failures) {
		this.observers = new Observers(observers, failures);
		this.policies = policies;
		this.observers.notifyPoliciesChanged(policies);
	}

	/**
	 * Creates an engine that says nothing of what observers throw.
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
	 * @param policies the new policies
	 */
	public void setPolicies(CorsPolicies policies) {
		this.policies = policies;
		this.observers.notifyPoliciesChanged(policies);
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
	 * @return the decision
	 */
	public <R> CorsDecision decide(@Nullable String origin, boolean multipleOrigins, R request,
			CorsRequestAccessor<? super R> accessor) {
		CorsDecision decision = this.policies.decide(origin, multipleOrigins, request, accessor);
		if (!this.observers.isEmpty()) {
			this.observers.notifyDecision(decision, request, accessor);
		}
		return decision;
	}

}
