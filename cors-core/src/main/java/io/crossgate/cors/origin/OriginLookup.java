package io.crossgate.cors.origin;

import java.util.Set;

/**
 * Decides at run time about the origins that a policy does not list, such as those of the
 * customers in a database. A policy names it in {@code origins-from}; entries of
 * {@code allowed-origins} are asked first. It may block: it never runs on an event loop,
 * and no request waits longer for it than {@code cors.lookup.timeout}.
 *
 * <pre class="code">
 * &#64;Bean
 * OriginLookup tenantOrigins(TenantRepository tenants) {
 *     return (query) -&gt; tenants.existsByOrigin(query.origin().toString());
 * }
 * </pre>
 *
 * <ul>
 * <li>permitted: comparing {@code query.origin()} with stored origins, which
 * {@link Origin#of} has checked when they were stored</li>
 * <li>prohibited: comparing parts of it ({@code endsWith("example.com")} allows
 * {@code https://evilexample.com}), allowing what is not known, asking for facts that
 * {@link #uses} does not name</li>
 * </ul>
 *
 * Whatever it throws denies the request ({@code lookup-failed}), and so do a time-out and
 * too many lookups at once ({@code lookup-overloaded}). Answers are kept for a while,
 * those that allow longer than those that deny; failures are not kept.
 *
 * @since 0.1.0
 * @see AsyncOriginLookup
 */
@FunctionalInterface
public interface OriginLookup {

	/**
	 * Return whether pages of an origin may call.
	 * @param query the origin, and the facts that {@link #uses} names
	 * @return whether they may
	 * @throws Exception if that is not known; the request is denied
	 */
	boolean allows(OriginQuery query) throws Exception;

	/**
	 * Return which facts the answer depends on beside the origin: {@code host}, the host
	 * that the server was called with, {@code :path}, the path within the application,
	 * and names of request headers, which enter {@code Vary}. Answers are kept for each
	 * combination of them.
	 * @return the names, always the same; none unless overridden
	 */
	default Set<String> uses() {
		return Set.of();
	}

}
