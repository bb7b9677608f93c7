package io.crossgate.cors.spring.caches;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Answers of caches themselves that are not what the application would have said, for a
 * reason that no header of the application's changes.
 */
enum KnownDifference {

	/**
	 * The own 304 of Squid and of Traffic Server has hardly any headers. Browsers take
	 * those of the answer that they have, which may name another origin of the site, and
	 * ask past the cache where a page sends {@code If-None-Match} itself.
	 */
	NOT_MODIFIED {

		@Override
		boolean explains(Cache cache, Visit visit, Answer answer, Answer direct) {
			return (cache == Cache.SQUID || cache == Cache.TRAFFIC_SERVER) && answer.status() == 304
					&& direct.status() == 304 && answer.cors().isEmpty();
		}

	},

	/**
	 * Jetty's 304 says {@code Content-Length: 0}, which Squid takes for the length of
	 * what it has stored.
	 */
	SQUID_EMPTIED_BY_JETTY {

		@Override
		boolean explains(Cache cache, Visit visit, Answer answer, Answer direct) {
			return cache == Cache.SQUID && visit.page() == Page.CHECKED && answer.status() == 200
					&& answer.bytes().length == 0 && answer.cors().equals(direct.cors());
		}

	};

	abstract boolean explains(Cache cache, Visit visit, Answer answer, Answer direct);

	static Optional<KnownDifference> of(Cache cache, Visit visit, Answer answer, Answer direct) {
		return Stream.of(values()).filter((one) -> one.explains(cache, visit, answer, direct)).findFirst();
	}

}
