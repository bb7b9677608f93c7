package io.crossgate.cors.spring.conflict;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.spring.conflict.CorsConflictDetector.CorsConflict.EndpointOriginCheck;

/**
 * CORS code of the application, before it is known whether a policy takes its place.
 *
 * @param kind what it is
 * @param where where it is written
 * @param paths the patterns it covers, as written
 * @param prefix what stands before those patterns in the paths that policies see
 * @param first whether it is asked before the policies are
 * @param check the check it makes after them, or {@code null} if it speaks CORS only
 */
record DetectedCorsConfiguration(String kind, String where, List<String> paths, String prefix, boolean first,
		@Nullable EndpointOriginCheck check) {

	static final String SOCK_JS = "SockJS";

	static final List<String> EVERYWHERE = List.of("/**");

	static DetectedCorsConfiguration of(String kind, String where, Collection<String> paths) {
		return new DetectedCorsConfiguration(kind, where, paths.stream().sorted().toList(), "", false, null);
	}

	DetectedCorsConfiguration below(String servletPath) {
		return new DetectedCorsConfiguration(this.kind, this.where, this.paths, servletPath, this.first, this.check);
	}

	DetectedCorsConfiguration first(boolean first) {
		return new DetectedCorsConfiguration(this.kind, this.where, this.paths, this.prefix, first, this.check);
	}

	DetectedCorsConfiguration checking(EndpointOriginCheck check) {
		return new DetectedCorsConfiguration(this.kind, this.where, this.paths, this.prefix, this.first, check);
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

}
