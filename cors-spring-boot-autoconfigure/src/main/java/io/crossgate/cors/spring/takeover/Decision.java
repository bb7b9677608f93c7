package io.crossgate.cors.spring.takeover;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.web.cors.CorsConfiguration;

import io.crossgate.cors.path.PathPattern;

/**
 * What decides today about the paths of one pattern, unless a decision before it does.
 *
 * @param path the pattern
 * @param configuration what is said, or {@code null} if nothing is: the paths are left
 * alone
 * @param authors where it is written
 * @param notes what a policy will do otherwise, whatever the configuration says
 */
record Decision(PathPattern path, @Nullable CorsConfiguration configuration, List<String> authors, List<Note> notes) {

	Decision {
		authors = List.copyOf(authors);
		notes = List.copyOf(notes);
	}

	Decision at(PathPattern path) {
		return new Decision(path, this.configuration, this.authors, this.notes);
	}

	Decision with(Note note) {
		List<Note> notes = new ArrayList<>(this.notes);
		notes.add(note);
		return new Decision(this.path, this.configuration, this.authors, notes);
	}

	/** Return the same for decisions that one policy can take. */
	List<?> policy() {
		return (this.configuration == null) ? List.of()
				: Arrays.asList(shape(this.configuration), this.configuration.getAllowedMethods(), this.notes);
	}

	/** Return all that a configuration says but for the methods. */
	static List<?> shape(CorsConfiguration configuration) {
		return Arrays.asList(configuration.getAllowedOrigins(), configuration.getAllowedOriginPatterns(),
				configuration.getAllowedHeaders(), configuration.getExposedHeaders(),
				configuration.getAllowCredentials(), configuration.getAllowPrivateNetwork(), configuration.getMaxAge());
	}

}
