package io.crossgate.cors.spring.check;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.path.PathPattern;
import io.crossgate.cors.spring.check.Finding.Place;

/**
 * One path that the application maps to something.
 *
 * @param path the path, as policies see it
 * @param methods the methods it is mapped for; none if all of them may be
 * @param headers the request headers it reads, and whether it requires them
 * @param type the class that handles it, or {@code null} if that can't be seen
 * @param member the method that does, or {@code null}
 */
record Endpoint(PathPattern path, Set<String> methods, Map<String, Boolean> headers, @Nullable String type,
		@Nullable String member) {

	Place place() {
		return (this.type != null) ? Place.ofMember(this.type, this.member) : Place.UNKNOWN;
	}

	/** Whether what answers is the application's own code. */
	boolean isApplications() {
		return this.type != null && !this.type.startsWith("org.springframework.")
				&& !this.type.startsWith("org.springdoc.");
	}

	@Override
	public String toString() {
		return (this.methods.isEmpty() ? "" : String.join("/", new TreeSet<>(this.methods)) + " ") + this.path.text();
	}

}
