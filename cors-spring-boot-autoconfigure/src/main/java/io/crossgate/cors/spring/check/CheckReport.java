package io.crossgate.cors.spring.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;
import org.springframework.util.StringUtils;

import io.crossgate.cors.spring.check.Check.Application;
import io.crossgate.cors.util.EnumNames;

/**
 * What {@code --cors.check} has to say about one application.
 *
 * @param findings what was found, the worst first
 * @param failures why a part of the application could not be looked at; empty if all was
 * @param complete whether the application was looked at beyond its configuration
 * @since 0.1.0
 */
public record CheckReport(List<Finding> findings, List<String> failures, boolean complete) {

	/** There is nothing that has to stop a pipeline. */
	public static final int NOTHING = 0;

	/** There are errors, or risks that are not accepted. */
	public static final int FINDINGS = 1;

	/** The application, or a part of it, could not be looked at. */
	public static final int COULD_NOT_LOOK = 2;

	/**
	 * The property that says whether other CORS code would stop the start. The check
	 * itself is not stopped by it.
	 */
	public static final String CONFLICTS_STOP = "crossgate.check.conflicts-stop-the-start";

	private static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::severity)
		.thenComparing(Finding::code)
		.thenComparing((finding) -> (finding.place().file() != null) ? finding.place().file() : "")
		.thenComparingInt((finding) -> finding.place().line())
		.thenComparingInt((finding) -> finding.place().column())
		.thenComparing((finding) -> finding.place().text())
		.thenComparing(Finding::subject)
		.thenComparing(Finding::message);

	/**
	 * Sorts the findings.
	 */
	public CheckReport {
		findings = findings.stream().distinct().sorted(WORST_FIRST).toList();
		failures = List.copyOf(failures);
	}

	/**
	 * Looks at an application with all checks there are.
	 * @param application the application
	 * @return the report
	 */
	public static CheckReport of(Application application) {
		List<String> failures = new ArrayList<>();
		FailureHandler unloadable = (type, name, failure) -> failures.add(failure(name, failure));
		List<Finding> findings = new ArrayList<>();
		for (Check check : SpringFactoriesLoader.forDefaultResourceLocation(application.context().getClassLoader())
			.load(Check.class, unloadable)) {
			try {
				findings.addAll(check.check(application));
			}
			catch (RuntimeException | LinkageError ex) {
				failures.add(failure(check.getClass().getName(), ex));
			}
		}
		return new CheckReport(findings, failures, true);
	}

	/**
	 * Reports an application that does not start because of its configuration.
	 * @param findings what is wrong with it
	 * @return the report
	 */
	public static CheckReport ofConfiguration(List<Finding> findings) {
		return new CheckReport(findings, List.of(), false);
	}

	/**
	 * Reports an application that does not start for another reason.
	 * @param failure why
	 * @return the report
	 */
	public static CheckReport ofFailure(String failure) {
		return new CheckReport(List.of(), List.of(failure), false);
	}

	private static String failure(String check, Throwable failure) {
		return "The check " + StringUtils.unqualify(check) + " failed: " + failure;
	}

	/**
	 * Return the exit code.
	 * @return {@value #NOTHING}, {@value #FINDINGS} or {@value #COULD_NOT_LOOK}
	 */
	public int exitCode() {
		if (!this.failures.isEmpty()) {
			return COULD_NOT_LOOK;
		}
		return this.findings.stream().anyMatch((finding) -> finding.severity().isFailing()) ? FINDINGS : NOTHING;
	}

	/**
	 * In which a report is written.
	 */
	public enum Format {

		/** One screen for people. */
		TEXT,
		/** One object for programs. */
		JSON,
		/** Static Analysis Results Interchange Format 2.1.0, for code scanning. */
		SARIF;

		/**
		 * Finds a format.
		 * @param word the word for it; the empty string is the text
		 * @return the format
		 * @throws IllegalArgumentException if there is no such format
		 */
		public static Format of(String word) {
			for (Format format : values()) {
				if (EnumNames.kebabCase(format).equals(word.strip().toLowerCase(Locale.ROOT))) {
					return format;
				}
			}
			throw new IllegalArgumentException("cors.check.format takes text, json or sarif, not '" + word + "'");
		}

		/**
		 * Writes a report.
		 * @param report the report
		 * @return its text, with a line separator at its end
		 */
		public String write(CheckReport report) {
			return write(report, null);
		}

		/**
		 * Writes a report about an application.
		 * @param report the report
		 * @param application the application's main class, where a finding is located
		 * that has no place of its own; {@code null} if it is not known
		 * @return its text, with a line separator at its end
		 */
		public String write(CheckReport report, @Nullable String application) {
			return switch (this) {
				case TEXT -> TextReport.write(report);
				case JSON -> JsonReport.write(report);
				case SARIF -> SarifReport.write(report, application);
			};
		}

	}

}
