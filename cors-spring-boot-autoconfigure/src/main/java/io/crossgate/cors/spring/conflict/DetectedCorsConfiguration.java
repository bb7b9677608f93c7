package io.crossgate.cors.spring.conflict;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.spring.conflict.CorsConflictDetector.CorsConflict.EndpointOriginCheck;
import io.crossgate.cors.spring.conflict.content.OtherCors;
import io.crossgate.cors.spring.conflict.content.OtherCors.Content;
import io.crossgate.cors.spring.conflict.content.OtherCors.Stage;

/**
 * CORS code of the application, before it is known whether a policy takes its place.
 *
 * @param kind what it is
 * @param where where it is written
 * @param paths the patterns it covers, as written; none if it only stands beside code
 * that does
 * @param prefix what stands before those patterns in the paths that policies see
 * @param first whether it is asked before the policies are
 * @param check the check it makes after them, or {@code null} if it speaks CORS only
 * @param reading what it says and where requests meet it, which is found out only when
 * that is asked for
 */
record DetectedCorsConfiguration(String kind, String where, List<String> paths, String prefix, boolean first,
		@Nullable EndpointOriginCheck check, Supplier<Said> reading) {

	static final String SOCK_JS = "SockJS";

	static final List<String> EVERYWHERE = List.of("/**");

	static DetectedCorsConfiguration of(String kind, String where, Collection<String> paths) {
		return new DetectedCorsConfiguration(kind, where, paths.stream().sorted().toList(), "", false, null,
				() -> new Said(Stage.NOWHERE, Content.NONE));
	}

	DetectedCorsConfiguration below(String servletPath) {
		return new DetectedCorsConfiguration(this.kind, this.where, this.paths, servletPath, this.first, this.check,
				this.reading);
	}

	DetectedCorsConfiguration first(boolean first) {
		return new DetectedCorsConfiguration(this.kind, this.where, this.paths, this.prefix, first, this.check,
				this.reading);
	}

	DetectedCorsConfiguration checking(EndpointOriginCheck check) {
		return new DetectedCorsConfiguration(this.kind, this.where, this.paths, this.prefix, this.first, check,
				this.reading);
	}

	DetectedCorsConfiguration saying(Stage stage, Supplier<Content> content) {
		return reading(() -> new Said(stage, content.get()));
	}

	DetectedCorsConfiguration reading(Supplier<Said> reading) {
		return new DetectedCorsConfiguration(this.kind, this.where, this.paths, this.prefix, this.first, this.check,
				reading);
	}

	boolean refuses(String origin) {
		return this.check != null && !this.check.accepts(origin);
	}

	/** Its requests are ordinary ones, beginning with {@code /info}. */
	boolean isSockJs() {
		return this.kind.endsWith(SOCK_JS);
	}

	/** The patterns as policies see them. */
	List<String> fullPaths() {
		return this.paths.stream().map((path) -> this.prefix + path).toList();
	}

	/** Return it with what it says, at the paths that policies see. */
	OtherCors read() {
		Said said;
		try {
			said = this.reading.get();
		}
		catch (RuntimeException | LinkageError ex) {
			said = new Said(Stage.NOWHERE, Content.unread("It could not be read: " + ex + "."));
		}
		Content content = said.content;
		return new OtherCors(this.kind, this.where, said.stage,
				new Content(content.rules().stream().map((rule) -> rule.at(this.prefix + rule.path())).toList(),
						content.unread(), content.within().stream().map((path) -> this.prefix + path).toList(),
						content.asked(), content.conditional()));
	}

	/**
	 * What it says.
	 *
	 * @param stage where requests meet it
	 * @param content what is said there
	 */
	record Said(Stage stage, Content content) {

	}

}
