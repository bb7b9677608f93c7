package io.crossgate.cors.spring.autoconfigure.keys;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.spring.check.Finding;
import io.crossgate.cors.spring.reload.WatchedSources;
import io.crossgate.cors.util.SafeText;

/**
 * What is wrong with the properties below {@code cors}, whatever the policies are that
 * come of them.
 */
public final class PropertyProblems {

	private static final Log logger = LogFactory.getLog("io.crossgate.cors.configuration");

	private static final List<String> PATHS = List.of("paths");

	private static final List<String> ORIGINS = List.of("allowed-origins", "allowed-origin-patterns");

	private static final String CANDIDATE = "cors.candidate.";

	private static final String CANDIDATE_VARIABLE = "CORS_CANDIDATE_";

	private final Environment environment;

	private List<Problem> ofValues = List.of();

	private List<Problem> ofKeys = List.of();

	private List<Problem> ofMissingDefault = List.of();

	private final List<String> warnings = new ArrayList<>();

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
	 */
	public void bind(Object target) {
		ValueProblems values = new ValueProblems(this.environment);
		values.bind(target);
		List<Problem> problems = new ArrayList<>();
		if (this.environment.containsProperty(WatchedSources.PROPERTY)) {
			problems.addAll(WatchedSources.problems(this.environment));
		}
		problems.addAll(values.problems());
		this.ofValues = problems;
	}

	/**
	 * Finds keys that mean nothing, and those of a default policy that does not exist.
	 * @param failing whether a key that resembles none of ours is a problem, too
	 * @param policies the names of the policies below {@code cors.policies}
	 * @param defaultPolicy whether there is a default policy
	 */
	public void checkKeys(boolean failing, Collection<String> policies, boolean defaultPolicy) {
		boolean plain = WrittenProperty.areAllPlain(this.environment, defaultPolicy);
		if (!plain) {
			UnknownPropertyScanner keys = UnknownPropertyScanner.scan(this.environment, failing, policies);
			this.ofKeys = keys.problems();
			keys.addWarning(this.warnings);
		}
		if (!defaultPolicy && plain) {
			addWarnings(MisplacedKeys.find(this.environment, policies.isEmpty()));
		}
		else if (!defaultPolicy) {
			DefaultPolicyCheck absence = new DefaultPolicyCheck(this.environment);
			this.ofMissingDefault = absence.problems();
			addWarnings(absence.remarks());
		}
		Map<String, String> declared = policies.stream()
			.filter((name) -> !name.equals(CorsPolicy.uniformName(name)))
			.collect(Collectors.toMap(CorsPolicy::uniformName, Function.identity(), (first, other) -> first));
		// A policy may be called so itself.
		policies.forEach(declared::remove);
		this.ofValues = named(this.ofValues, declared);
		this.ofKeys = named(this.ofKeys, declared);
	}

	/**
	 * Names policies as they are declared: a variable, which has no dashes, makes the
	 * binder read the same once more, under a name without.
	 */
	private static List<Problem> named(List<Problem> problems, Map<String, String> declared) {
		return problems.stream().map((problem) -> {
			String name = declared.get(problem.policy());
			return (name == null || problem.policy().equals(CorsPolicy.DEFAULT_NAME)) ? problem
					: new Problem(problem.code(), name, problem.property(), problem.value(), problem.message(),
							problem.edits(), problem.severity());
		}).distinct().toList();
	}

	private void addWarnings(List<Finding> remarks) {
		for (Finding remark : remarks) {
			String place = remark.place().text();
			this.warnings.add(SafeText.of(remark.subject() + (place.isEmpty() ? "" : " (" + place + ")"), 1024) + ": "
					+ SafeText.of(remark.message(), 512));
		}
	}

	/**
	 * Return what has been found.
	 * @return a problem for each value that is not of its property's type, for each key
	 * that is wrong, for what is watched and can't be read, and for what stands where
	 * origins are expected and is none
	 */
	public List<Problem> all() {
		List<Problem> all = new ArrayList<>(this.ofValues);
		all.addAll(this.ofKeys);
		all.addAll(this.ofMissingDefault);
		return all;
	}

	/**
	 * Return whether the default policy's origins are written, but not so that they are
	 * read.
	 * @return whether one of the problems is of these origins
	 */
	public boolean isDefaultPolicyMeant() {
		return all().stream()
			.anyMatch((problem) -> problem.isFatal() && problem.policy().equals(CorsPolicy.DEFAULT_NAME)
					&& isMeant(problem, ORIGINS));
	}

	/** Logs, once, the keys that are only worth a warning. */
	public void logWarnings() {
		for (String warning : this.warnings) {
			logger.warn(warning);
		}
		this.warnings.clear();
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
		return hasCandidate(environment) ? new CandidateProperties(environment) : null;
	}

	/** Return whether a source has the environment's variables. */
	static boolean isOfVariables(PropertySource<?> source) {
		return source instanceof SystemEnvironmentPropertySource
				&& source.getName().endsWith(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
	}

	private static boolean hasCandidate(Environment environment) {
		if (environment instanceof ConfigurableEnvironment configurable) {
			for (PropertySource<?> source : configurable.getPropertySources()) {
				if (source instanceof EnumerablePropertySource<?> names) {
					boolean variables = isOfVariables(source);
					for (String name : names.getPropertyNames()) {
						if (variables ? name.regionMatches(true, 0, CANDIDATE_VARIABLE, 0, CANDIDATE_VARIABLE.length())
								: name.startsWith(CANDIDATE)) {
							return true;
						}
					}
				}
			}
		}
		return false;
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
	 * explains it, or a list that can't be read.
	 * @param problems the problems of policies
	 * @param keys the problems of keys and values
	 * @return the problems that are worth reporting beside those of the keys
	 */
	public static List<Problem> unexplained(List<Problem> problems, List<Problem> keys) {
		if (problems.isEmpty() || keys.isEmpty()) {
			return problems;
		}
		Map<String, List<Problem>> ofPolicies = keys.stream().collect(Collectors.groupingBy(Problem::policy));
		return problems.stream()
			.filter((problem) -> ofPolicies.getOrDefault(problem.policy(), List.of())
				.stream()
				.noneMatch((key) -> explains(key, problem)))
			.toList();
	}

	private static boolean explains(Problem key, Problem problem) {
		return switch (problem.code()) {
			case DUPLICATE_POLICY -> key.code() == problem.code();
			case NO_PATHS -> isMeant(key, PATHS);
			case NO_ORIGINS -> isMeant(key, ORIGINS);
			default -> false;
		};
	}

	private static boolean isMeant(Problem key, Collection<String> properties) {
		boolean unread = key.code() == ProblemCode.MALFORMED_VALUE || key.code() == ProblemCode.BLANK_VALUE;
		return (unread && properties.contains(key.key()))
				|| key.edits().stream().map(PolicyEdit::property).anyMatch(properties::contains);
	}

}
