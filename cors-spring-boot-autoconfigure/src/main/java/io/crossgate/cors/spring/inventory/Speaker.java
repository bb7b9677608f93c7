package io.crossgate.cors.spring.inventory;

import java.util.Collection;
import java.util.List;

/**
 * Somebody who speaks CORS, before it is known whether a policy speaks in its place.
 *
 * @param kind what it is
 * @param where where it is written
 * @param paths the patterns it covers, as written
 * @param prefix what stands before those patterns in the paths that policies see
 * @param first whether it is asked before the policies are
 */
record Speaker(String kind, String where, List<String> paths, String prefix, boolean first) {

	static final List<String> EVERYWHERE = List.of("/**");

	static Speaker of(String kind, String where, Collection<String> paths) {
		return new Speaker(kind, where, paths.stream().sorted().toList(), "", false);
	}

	Speaker below(String servletPath) {
		return new Speaker(this.kind, this.where, this.paths, servletPath, this.first);
	}

	Speaker first(boolean first) {
		return new Speaker(this.kind, this.where, this.paths, this.prefix, first);
	}

}
