package io.crossgate.cors.spring.lookup;

import java.util.Set;

import reactor.core.publisher.Mono;

import io.crossgate.cors.origin.OriginLookup;
import io.crossgate.cors.origin.OriginQuery;

/**
 * An {@link OriginLookup} of Reactor's kind. An empty {@code Mono} and an error deny the
 * request ({@code lookup-failed}); at the time-out the subscription is cancelled.
 *
 * <pre class="code">
 * &#64;Bean
 * ReactiveOriginLookup tenantOrigins(TenantRepository tenants) {
 *     return (query) -&gt; tenants.existsByOrigin(query.origin().toString());
 * }
 * </pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ReactiveOriginLookup {

	/**
	 * Return whether pages of an origin may call.
	 * @param query the origin, and the facts that {@link #uses} names
	 * @return whether they may; any thread may complete it, and no request goes on there
	 */
	Mono<Boolean> allows(OriginQuery query);

	/**
	 * Return which facts the answer depends on beside the origin.
	 * @return the names; none unless overridden
	 * @see OriginLookup#uses()
	 */
	default Set<String> uses() {
		return Set.of();
	}

}
