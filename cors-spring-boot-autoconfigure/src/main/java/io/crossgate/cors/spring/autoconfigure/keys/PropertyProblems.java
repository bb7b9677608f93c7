package io.crossgate.cors.spring.autoconfigure.keys;

import java.util.Collection;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.core.env.Environment;

import io.crossgate.cors.problem.Problem;

/**
 * What is wrong with the properties below {@code cors}, whatever the policies are that
 * come of them.
 */
public final class PropertyProblems {

	private final Environment environment;

	/**
	 * Creates a check that has not been made.
	 * @param environment has the properties
	 */
	public PropertyProblems(Environment environment) {
		this.environment = environment;
	}

	/**
	 * Binds the properties. One that has a problem keeps its default.
	 * @param target takes the values
	 * @return a problem for each value that is not of its property's type
	 */
	public List<Problem> bind(Object target) {
		ValueProblems values = new ValueProblems(this.environment);
		values.bind(target);
		return values.problems();
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
	 * Return what lets the binder pass over the variables by which Kubernetes tells every
	 * pod about a service called {@code cors-policies}.
	 * @return the advisor of Boot's own binding
	 */
	public static ConfigurationPropertiesBindHandlerAdvisor serviceVariablesAdvisor() {
		return new ServiceVariablesAdvisor();
	}

}
