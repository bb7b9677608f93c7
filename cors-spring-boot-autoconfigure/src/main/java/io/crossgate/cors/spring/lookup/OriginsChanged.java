package io.crossgate.cors.spring.lookup;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.origin.Origin;

/**
 * An event to publish when lookups would answer otherwise than before: what has been
 * cached is dropped at once in this instance of the application. Others learn of it when
 * {@code cors.lookup.cache-ttl} is over.
 *
 * <pre class="code">
 * publisher.publishEvent(OriginsChanged.of(Origin.of("https://shop.example.org"))); // one
 * publisher.publishEvent(OriginsChanged.all());                                      // every one
 * </pre>
 *
 * With {@code @TransactionalEventListener} or after the commit: an answer that is looked
 * up before it is cached again.
 *
 * @param origin the origin, or {@code null} for all
 * @since 0.1.0
 * @see OriginLookupCache#evict(Origin)
 */
public record OriginsChanged(@Nullable Origin origin) {

	/**
	 * Return the event of one origin.
	 * @param origin the origin
	 * @return the event
	 */
	public static OriginsChanged of(Origin origin) {
		return new OriginsChanged(origin);
	}

	/**
	 * Return the event of all origins.
	 * @return the event
	 */
	public static OriginsChanged all() {
		return new OriginsChanged(null);
	}

}
