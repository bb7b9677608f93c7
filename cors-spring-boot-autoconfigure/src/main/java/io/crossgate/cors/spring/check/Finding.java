package io.crossgate.cors.spring.check;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;

/**
 * One thing that {@code --cors.check} has found.
 *
 * <pre class="code">
 * Finding.of(problem, "cors.allowed-origins[1]", Place.ofFile("application.yml", 3, 7));
 * Finding.of(Severity.WARN, "shadowed-cors", "CorsFilter", "Policy 'api' answers in its place.")
 *     .at(Place.ofMember("com.acme.WebConfig", "corsFilter"))
 *     .remedy("delete it");
 * </pre>
 *
 * <ul>
 * <li>permitted: a code in kebab case that is documented and never changes; a message of
 * whole sentences</li>
 * <li>prohibited: one code for two causes; a message that repeats what only the
 * application's owner may know, such as a password</li>
 * </ul>
 *
 * @param severity how bad it is
 * @param code what kind of finding it is, in kebab case
 * @param subject what it is about: a property with its value, or a part of the
 * application
 * @param message why it is worth saying, in whole sentences
 * @param place where it is written
 * @param remedies what solves it, in a few words each; the first is the best
 * @param edits the same as data, as far as it is a change of a policy
 * @since 0.1.0
 */
public record Finding(Severity severity, String code, String subject, String message, Place place,
		List<String> remedies, List<PolicyEdit> edits) {

	/**
	 * Copies the lists.
	 */
	public Finding {
		remedies = List.copyOf(remedies);
		edits = List.copyOf(edits);
	}

	/**
	 * Creates a finding of which neither the place nor a remedy is known.
	 * @param severity how bad it is
	 * @param code what kind of finding it is
	 * @param subject what it is about
	 * @param message why it is worth saying
	 * @return the finding
	 */
	public static Finding of(Severity severity, String code, String subject, String message) {
		return new Finding(severity, code, subject, message, Place.UNKNOWN, List.of(), List.of());
	}

	/**
	 * Creates a finding of what is wrong with a policy.
	 * @param problem the problem
	 * @param property the whole name of the property that has it
	 * @param place where it is written
	 * @return the finding
	 */
	public static Finding of(Problem problem, String property, Place place) {
		String value = problem.value();
		return new Finding(Severity.of(problem.severity()), problem.code().code(),
				(value != null) ? property + " = " + (value.isBlank() ? "'" + value + "'" : value) : property,
				problem.message(), place, problem.remedies(), problem.edits());
	}

	/**
	 * Return the same finding at a place.
	 * @param place where it is written
	 * @return another finding
	 */
	public Finding at(Place place) {
		return new Finding(this.severity, this.code, this.subject, this.message, place, this.remedies, this.edits);
	}

	/**
	 * Return the same finding with one remedy more.
	 * @param remedy what solves it, in a few words
	 * @return another finding
	 */
	public Finding remedy(String remedy) {
		List<String> remedies = new ArrayList<>(this.remedies);
		remedies.add(remedy);
		return new Finding(this.severity, this.code, this.subject, this.message, this.place, remedies, this.edits);
	}

	/**
	 * Return the same finding with edits that solve it.
	 * @param edits changes of a policy
	 * @return another finding
	 */
	public Finding edits(List<PolicyEdit> edits) {
		return new Finding(this.severity, this.code, this.subject, this.message, this.place, this.remedies, edits);
	}

	/**
	 * How bad a finding is.
	 */
	public enum Severity {

		/** Unsafe or meaningless, whatever the circumstances. */
		ERROR,
		/** Unsafe unless it is meant, which nothing says so far. */
		RISK,
		/** Most probably not what was meant. */
		WARN,
		/** Worth knowing. */
		NOTE;

		static Severity of(ProblemCode.Severity severity) {
			return switch (severity) {
				case ERROR -> ERROR;
				case RISK -> RISK;
				case WARNING -> WARN;
			};
		}

		/**
		 * Return whether a pipeline has to stop.
		 * @return whether it is an error or a risk that is not accepted
		 */
		public boolean isFailing() {
			return this == ERROR || this == RISK;
		}

	}

	/**
	 * Where something is written: a line of a file, or a member of a class.
	 *
	 * @param text what a person is told; the empty string if nothing is known
	 * @param file the file, or {@code null}
	 * @param line the line, from 1; 0 if it is not known
	 * @param column the column, from 1; 0 if it is not known
	 * @param type the name of the class, or {@code null}
	 * @param member the method of the class, or {@code null}
	 */
	public record Place(String text, @Nullable String file, int line, int column, @Nullable String type,
			@Nullable String member) {

		static final Place UNKNOWN = new Place("", null, 0, 0, null, null);

		/** The method that declares a bean, as the start-up report names it. */
		private static final Pattern DECLARATION = Pattern.compile(".*\\(([\\w.$]+)(?:#([\\w$]+))?\\)");

		/**
		 * Creates a place that is no file.
		 * @param text a bean with the method that declares it, an environment variable;
		 * {@code null} if nothing is known
		 * @return the place
		 */
		public static Place ofText(@Nullable String text) {
			if (text == null || text.isEmpty()) {
				return UNKNOWN;
			}
			Matcher declaration = DECLARATION.matcher(text);
			return declaration.matches() ? new Place(text, null, 0, 0, declaration.group(1), declaration.group(2))
					: new Place(text, null, 0, 0, null, null);
		}

		/**
		 * Names a line of a file, as development tools link to it.
		 * @param file the file
		 * @param line the line, from 1; 0 if it is not known
		 * @param column the column, from 1; 0 if it is not known
		 * @return the place
		 */
		public static Place ofFile(String file, int line, int column) {
			String text = (line > 0) ? file + ":" + line + ((column > 0) ? ":" + column : "") : file;
			return new Place(text, file, line, column, null, null);
		}

		/**
		 * Names a class or one of its methods.
		 * @param type the name of the class
		 * @param member the method, or {@code null} for the class as a whole
		 * @return the place
		 */
		public static Place ofMember(String type, @Nullable String member) {
			return new Place((member != null) ? type + "#" + member : type, null, 0, 0, type, member);
		}

	}

}
