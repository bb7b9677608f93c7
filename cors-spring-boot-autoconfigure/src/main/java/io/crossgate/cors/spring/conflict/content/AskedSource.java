package io.crossgate.cors.spring.conflict.content;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.web.cors.CorsConfiguration;

import io.crossgate.cors.spring.conflict.content.OtherCors.Content;
import io.crossgate.cors.spring.conflict.content.OtherCors.Rule;

/**
 * A source that keeps what it says to itself, asked with requests that were not sent. A
 * constant answer is taken for the only one; an answer with whatever origin was asked for
 * is one for every origin.
 */
@FunctionalInterface
interface AskedSource {

	/** Names that no application can have listed. */
	List<String> STRANGERS = List.of("https://q7-stranger.example", "https://another.k3-stranger.example");

	List<String> PATHS = List.of("/", "/q7-stranger", "/api", "/api/q7-stranger", "/api/v1/q7-stranger/1", "/login",
			"/public/q7-stranger", "/admin/q7-stranger");

	/** Return what the source says, or {@code null} if it has nothing to say. */
	@Nullable CorsConfiguration ask(String method, String path, @Nullable String origin) throws Exception;

	default Content read(String where) {
		List<List<?>> answers = new ArrayList<>();
		Set<List<?>> byPath = new HashSet<>();
		@Nullable CorsConfiguration last = null;
		boolean reflecting = true;
		try {
			for (String origin : Arrays.asList(STRANGERS.get(0), STRANGERS.get(1), null)) {
				for (String path : PATHS) {
					for (String method : List.of("GET", "POST", "OPTIONS")) {
						CorsConfiguration answer = ask(method, path, origin);
						answers.add(describe(answer));
						last = (answer != null) ? answer : last;
						if (origin != null) {
							reflecting &= answer != null && allows(answer, origin);
						}
						else {
							byPath.add(describe(answer));
						}
					}
				}
			}
		}
		catch (Exception | LinkageError ex) {
			return Content.unread("It could not be asked: " + ex.getClass().getName() + ".");
		}
		if (last == null) {
			return Content.unread("It had nothing to say to any of " + answers.size() + " requests it was asked with.");
		}
		if (last.getClass() != CorsConfiguration.class) {
			return decidesInCode(last);
		}
		if (new HashSet<>(answers).size() == 1 && isSaidToThoseItNames(last)) {
			return Content.asked(new Rule("/**", last, where));
		}
		if (reflecting) {
			CorsConfiguration every = new CorsConfiguration(last);
			every.setAllowedOrigins(null);
			every.setAllowedOriginPatterns(List.of("*"));
			return Content.asked(new Rule("/**", every, where));
		}
		return Content.unread((byPath.size() > 1) ? "Its answer depends on path or method, in code."
				: "Its answer depends on the origin, in code: an OriginLookup named in origins-from can do that.");
	}

	/** Whom it lets in is told, and they are told nothing else. */
	private boolean isSaidToThoseItNames(CorsConfiguration answer) {
		List<String> named = new ArrayList<>();
		Stream.of(answer.getAllowedOrigins(), answer.getAllowedOriginPatterns())
			.filter(Objects::nonNull)
			.forEach(named::addAll);
		for (String origin : named) {
			try {
				if (!describe(ask("GET", PATHS.get(0), origin)).equals(describe(answer))) {
					return false;
				}
			}
			catch (Exception ex) {
				return false;
			}
		}
		return !named.isEmpty();
	}

	/** Return content for a configuration that decides by itself. */
	static Content decidesInCode(CorsConfiguration configuration) {
		return Content.unread("It answers with " + configuration.getClass().getName()
				+ ", which decides in code: an OriginLookup named in origins-from can do that.");
	}

	private static boolean allows(CorsConfiguration configuration, String origin) {
		try {
			return configuration.checkOrigin(origin) != null;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private static List<?> describe(@Nullable CorsConfiguration configuration) {
		return (configuration != null) ? Arrays.asList(configuration.getClass(), configuration.getAllowedOrigins(),
				configuration.getAllowedOriginPatterns(), configuration.getAllowedMethods(),
				configuration.getAllowedHeaders(), configuration.getExposedHeaders(),
				configuration.getAllowCredentials(), configuration.getAllowPrivateNetwork(), configuration.getMaxAge())
				: List.of();
	}

}
