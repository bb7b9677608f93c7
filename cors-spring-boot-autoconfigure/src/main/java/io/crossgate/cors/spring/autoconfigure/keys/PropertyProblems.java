package io.crossgate.cors.spring.autoconfigure.keys;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.core.env.Environment;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.spring.check.Finding;
import io.crossgate.cors.spring.reload.WatchedSources;

/**
 * What is wrong with the properties below {@code cors}, whatever the policies are that
 * come of them.
 */
public final class PropertyProblems {

	private static final List<String> PATHS = List.of("paths");

	private static final List<String> ORIGINS = List.of("allowed-origins", "allowed-origin-patterns");

	private final Environment environment;

	/**
	 * Creates a check that has not been made.
	 * @param environment has the properties
	 */
	public PropertyProblems(Environment environment) {
		this.environment = environment;
	}

	/**
	 * Finds keys that are no policy's, where only policies are expected.
	 * @return a problem for each key that holds for the whole application
	 */
	public List<Problem> ofApplicationKeys() {
		List<Problem> problems = new ArrayList<>();
		for (WrittenProperty property : WrittenProperty.of(this.environment)) {
			String key = property.name().subName(1).toString();
			if (PropertyKeys.besideDefault().contains(key)) {
				problems.add(new Problem(ProblemCode.UNKNOWN_KEY, CorsPolicy.DEFAULT_NAME, key, property.value(),
						"It is the whole application's; a candidate has policies only.",
						List.of(PolicyEdit.remove(key))));
			}
		}
		return problems;
	}

	/**
	 * Binds the properties. One that has a problem keeps its default.
	 * @param target takes the values
	 * @return a problem for each value that is not of its property's type, and for what
	 * is watched and can't be read
	 */
	public List<Problem> bind(Object target) {
		ValueProblems values = new ValueProblems(this.environment);
		values.bind(target);
		List<Problem> problems = new ArrayList<>(WatchedSources.problems(this.environment));
		problems.addAll(values.problems());
		return problems;
	}

	/**
	 * Finds keys that mean nothing.
	 * @param failing whether a key that resembles none of ours is a problem, too
	 * @param policies the names of the policies below {@code cors.policies}
	 * @return a problem for each key that is wrong
	 */
	public List<Problem> ofKeys(boolean failing, Collection<String> policies) {
		return UnknownPropertyScanner.scan(this.environment, failing, policies).problems();
	}

	/**
	 * Finds keys that mean nothing, and logs those that are only worth a warning.
	 * @param failing whether a key that resembles none of ours is a problem, too
	 * @param policies the names of the policies below {@code cors.policies}
	 * @return a problem for each key that is wrong
	 */
	public List<Problem> reportKeys(boolean failing, Collection<String> policies) {
		return UnknownPropertyScanner.find(this.environment, failing, policies);
	}

	/**
	 * Checks a default policy that does not exist.
	 * @return what stands where origins are expected, and is none
	 */
	public List<Problem> ofMissingDefault() {
		return new DefaultPolicyCheck(this.environment).problems();
	}

	/**
	 * Checks a default policy that does not exist, and logs keys that have no effect.
	 * @return what stands where origins are expected, and is none
	 */
	public List<Problem> reportMissingDefault() {
		return new DefaultPolicyCheck(this.environment).checkAbsence();
	}

	/**
	 * Return what is logged of properties at the start, and stops none.
	 * @param failing whether a key that resembles none of ours is a problem
	 * @param policies the names of the policies below {@code cors.policies}
	 * @param defaultPolicy whether there is a default policy
	 * @return a warning for each
	 */
	public List<Finding> remarks(boolean failing, Collection<String> policies, boolean defaultPolicy) {
		List<Finding> remarks = new ArrayList<>(
				UnknownPropertyScanner.scan(this.environment, failing, policies).remarks());
		if (!defaultPolicy) {
			remarks.addAll(new DefaultPolicyCheck(this.environment).remarks());
		}
		return remarks;
	}

	/**
	 * Return the properties below {@code cors.candidate}, as if they stood right below
	 * {@code cors} and nothing else did.
	 * @param environment has the properties
	 * @return an environment to bind and check them in, or {@code null} if there are none
	 */
	public static @Nullable Environment candidate(Environment environment) {
		CandidateProperties candidate = new CandidateProperties(environment);
		return candidate.isEmpty() ? null : candidate;
	}

	/**
	 * Return what lets Boot's own binding pass over what has been bound already, and over
	 * the variables by which Kubernetes tells every pod about a service called
	 * {@code cors-policies}.
	 * @param bound whether the properties have been bound before there were beans
	 * @return the advisor of Boot's own binding
	 */
	public static ConfigurationPropertiesBindHandlerAdvisor bindAdvisor(BooleanSupplier bound) {
		return new BindAdvisor(bound);
	}

	/**
	 * Suppresses {@code no-paths} and {@code no-origins} when a misspelt key already
	 * explains it.
	 * @param problems the problems of policies
	 * @param keys the problems of keys
	 * @return the problems that are worth reporting beside those of the keys
	 */
	public static List<Problem> unexplained(List<Problem> problems, List<Problem> keys) {
		return problems.stream().filter((problem) -> keys.stream().noneMatch((key) -> explains(key, problem))).toList();
	}

	private static boolean explains(Problem key, Problem problem) {
		boolean missing = problem.code() == ProblemCode.NO_ORIGINS || problem.code() == ProblemCode.NO_PATHS;
		List<String> meant = key.edits().stream().map(PolicyEdit::property).toList();
		if (key.code() == ProblemCode.DUPLICATE_POLICY && problem.code() == key.code()) {
			return key.policy().equals(problem.policy());
		}
		return missing && key.policy().equals(problem.policy())
				&& ((problem.code() == ProblemCode.NO_PATHS) ? PATHS : ORIGINS).stream().anyMatch(meant::contains);
	}

}
