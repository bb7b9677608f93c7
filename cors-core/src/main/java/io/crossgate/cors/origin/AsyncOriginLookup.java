package io.crossgate.cors.origin;

import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * An {@link OriginLookup} whose answer comes later. One that comes after the time-out is
 * too late: the request has been denied, and the stage is cancelled if it is a
 * {@link java.util.concurrent.Future}. So do {@code null}, a stage that fails, and a
 * stage that is cancelled deny the request ({@code lookup-failed}).
 *
 * <pre class="code">
 * &#64;Bean
 * AsyncOriginLookup tenantOrigins(TenantClient tenants) {
 *     return (query) -&gt; tenants.isKnown(query.origin().toString()); // a CompletableFuture
 * }
 * </pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface AsyncOriginLookup {

	/**
	 * Return whether pages of an origin may call.
	 * @param query the origin, and the facts that {@link #uses} names
	 * @return whether they may; any thread may complete it, and no request goes on there
	 */
	CompletionStage<Boolean> allows(OriginQuery query);

	/**
	 * Return which facts the answer depends on beside the origin.
	 * @return the names; none unless overridden
	 * @see OriginLookup#uses()
	 */
	default Set<String> uses() {
		return Set.of();
	}

}
