package io.crossgate.cors.spring.actuate;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.Problem.ProblemSummary;
import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.spring.reload.PolicyReload;
import io.crossgate.cors.util.EnumNames;

/**
 * What has become of the last change of policies, as shown.
 *
 * @param time when
 * @param trigger what has caused it
 * @param result what has become of it
 * @param before the fingerprint from before
 * @param after the fingerprint from after
 * @param problems why it has failed, or {@code null} if it has not
 * @param moreProblems problems that are only counted, or {@code null}
 * @param failure why it has failed, if no policy is to blame, or {@code null}
 */
record ReloadDescriptor(String time, String trigger, String result, String before, String after,
		@Nullable List<CorsDescriptor.Warning> problems, @Nullable List<String> moreProblems,
		@Nullable String failure) {

	/** What follows repeats the file, which may hold origins. */
	private static final String UNREADABLE = " can't be read";

	static ReloadDescriptor of(PolicyReload reload, CorsPolicies inForce, OriginMask mask) {
		ProblemSummary problems = ProblemSummary.of(reload.problems());
		return new ReloadDescriptor(Instant.ofEpochMilli(reload.time()).toString(),
				EnumNames.kebabCase(reload.trigger()), EnumNames.kebabCase(reload.result()), reload.before(),
				reload.after(),
				problems.shown().isEmpty() ? null : problems.shown()
					.stream()
					.map((problem) -> CorsDescriptor.Warning.of(problem, sentence(problem, reload, inForce, mask)))
					.toList(),
				problems.omitted().isEmpty() ? null : problems.omitted(), failure(reload, mask));
	}

	private static String sentence(Problem problem, PolicyReload reload, CorsPolicies inForce, OriginMask mask) {
		String sentence = problem.message();
		int end = sentence.indexOf(UNREADABLE);
		if (problem.code() == ProblemCode.UNREADABLE_FILE && !mask.shown() && end >= 0) {
			return sentence.substring(0, end) + UNREADABLE + ".";
		}
		return mask.sentence(mask.sentence(sentence, reload.rejected()), inForce);
	}

	private static @Nullable String failure(PolicyReload reload, OriginMask mask) {
		String failure = reload.failure();
		int end = (failure != null && !mask.shown()) ? failure.indexOf(':') : -1;
		return (failure != null && end >= 0) ? failure.substring(0, end) : failure;
	}

}
