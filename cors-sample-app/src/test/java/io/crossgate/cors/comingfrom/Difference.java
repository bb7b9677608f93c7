package io.crossgate.cors.comingfrom;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The reasons why this application answers otherwise than another server's CORS with the
 * same configuration. Each turns the other's answer into this one's.
 */
enum Difference {

	ORIGIN("an origin that is not listed is answered 403 before the application runs",
			(other, request) -> other.withoutCors().with(403, false)),

	PREFLIGHT("a preflight for a method or header that is not listed is answered 403, without a permission",
			(other, request) -> other.withoutCors().with(403, false)),

	METHOD("a method that is not listed is refused where it needs no preflight, too",
			(other, request) -> other.withoutCors().with(403, false)),

	OWN_ORIGIN("the server's own origin is not another one, and scheme, host and port make it",
			(other, request) -> other.withoutCors().with(200, true)),

	APPLICATION("OPTIONS without Origin or without Access-Control-Request-Method is the application's",
			(other, request) -> other.without(Difference::isOfPreflights).with(200, true)),

	NO_ORIGIN("without an Origin there are no CORS headers", (other, request) -> other.withoutCors()),

	HEAD("HEAD is allowed, and listed, with GET",
			(other, request) -> other.with("access-control-allow-methods",
					plus(other.headers().get("access-control-allow-methods"), "head"))),

	STATUS("an allowed preflight is answered 204", (other, request) -> other.with(204, false)),

	MAX_AGE("the answer to a preflight says how long it may be kept",
			(other, request) -> other.with("access-control-max-age", Set.of("5"))),

	EXPOSED("exposed headers are named in every answer that the page may read",
			(other, request) -> other.with("access-control-expose-headers", Set.of("x-total"))),

	VARY("Vary names what the answer depends on, in refusals and without an Origin as well", Difference::vary);

	private final String sentence;

	private final BiFunction<Answer, Sent, Answer> effect;

	Difference(String sentence, BiFunction<Answer, Sent, Answer> effect) {
		this.sentence = sentence;
		this.effect = effect;
	}

	/** As the README has it. */
	String sentence() {
		return this.sentence;
	}

	/** Reads “head, vary”, or nothing. */
	static Set<Difference> all(String names) {
		Set<Difference> all = EnumSet.noneOf(Difference.class);
		for (String name : StringUtils.tokenizeToStringArray(names, ", ")) {
			all.add(valueOf(name.toUpperCase(Locale.ROOT)));
		}
		return all;
	}

	/** Checks that nothing else differs, and that no difference is named for nothing. */
	static void assertExplained(Sent request, Answer other, Answer own, String names) {
		Answer expected = other;
		for (Difference difference : all(names)) {
			Answer changed = difference.effect.apply(expected, request);
			assertThat(changed).as("%s makes a difference", difference).isNotEqualTo(expected);
			expected = changed;
		}
		assertThat(own).as("%s, but for: %s", other, names).isEqualTo(expected);
	}

	private static boolean isOfPreflights(String name) {
		return Set.of("access-control-allow-methods", "access-control-allow-headers", "access-control-max-age")
			.contains(name);
	}

	private static Answer vary(Answer other, Sent request) {
		Set<String> names = new HashSet<>(other.headers().getOrDefault("vary", Set.of()));
		names.removeIf((name) -> name.startsWith("access-control-"));
		names.add("origin");
		if (request.isPreflight()) {
			names.addAll(Set.of("access-control-request-method", "access-control-request-headers"));
		}
		return other.with("vary", names);
	}

	private static Set<String> plus(Set<String> names, String name) {
		Set<String> all = new TreeSet<>(names);
		all.add(name);
		return all;
	}

}
