package io.crossgate.cors.spring.caches;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One request.
 *
 * @param kind what is asked
 * @param page of which page
 * @param query makes the URL one of its own, which no cache has
 * @param site who asks
 * @param language the preferred language
 * @param gzip whether a compressed answer is understood
 */
record Visit(Kind kind, Page page, String query, Site site, String language, boolean gzip) {

	static final int IN_A_SEQUENCE = 12;

	private static final List<Kind> KINDS = List.of(Kind.GET, Kind.GET, Kind.GET, Kind.GET, Kind.GET, Kind.GET,
			Kind.GET, Kind.HEAD, Kind.AGAIN, Kind.AGAIN, Kind.RANGE, Kind.PUT, Kind.PREFLIGHT, Kind.PREFLIGHT);

	/** What some clients ask of two pages, one after the other. */
	static List<Visit> sequence(Random random, String query, List<Page> pages) {
		List<Page> both = List.of(any(random, pages), any(random, pages));
		List<Visit> visits = new ArrayList<>();
		for (int i = 0; i < IN_A_SEQUENCE; i++) {
			Kind kind = any(random, KINDS);
			visits.add((kind == Kind.AGAIN && !visits.isEmpty()) ? any(random, visits).as(Kind.AGAIN)
					: new Visit(kind, any(random, both), query, any(random, List.of(Site.values())),
							any(random, List.of("en", "de")), random.nextBoolean()));
		}
		return visits;
	}

	private static <T> T any(Random random, List<T> values) {
		return values.get(random.nextInt(values.size()));
	}

	String target() {
		return this.page.path() + "?" + this.query;
	}

	String method() {
		return switch (this.kind) {
			case GET, AGAIN, RANGE -> "GET";
			case HEAD -> "HEAD";
			case PUT -> "PUT";
			case PREFLIGHT -> "OPTIONS";
		};
	}

	/** Browsers send a preflight from a page of another site only. */
	boolean isPreflight() {
		return this.kind == Kind.PREFLIGHT && this.site != Site.NONE;
	}

	/** The same client asks for the same variant. */
	Visit as(Kind other) {
		return new Visit(other, this.page, this.query, this.site, this.language, this.gzip);
	}

	@Override
	public String toString() {
		return this.kind + " " + target() + " from " + this.site + " (" + this.language + (this.gzip ? ", gzip)" : ")");
	}

	/**
	 * What is asked.
	 */
	enum Kind {

		GET, HEAD,

		/** A GET that names what the client has already. */
		AGAIN,

		/** A GET of the first ten bytes. */
		RANGE,

		PUT, PREFLIGHT

	}

}
