package io.crossgate.cors.spring.check;

import java.util.List;

import org.springframework.context.ConfigurableApplicationContext;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.spring.check.Finding.Place;

/**
 * Looks at one side of an application whose beans exist, and which serves nothing and
 * never will. Implementations are listed in {@code META-INF/spring.factories} under the
 * name of this interface, have a constructor without parameters, and load without the
 * optional libraries they look for.
 *
 * <ul>
 * <li>permitted: asking for beans, which are created when they are asked for</li>
 * <li>prohibited: starting one, sending a request, changing the context</li>
 * </ul>
 *
 * What a check throws is reported by its name, and the others still run.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Check {

	/**
	 * Looks at the application.
	 * @param application the application
	 * @return what was found, in any order
	 */
	List<Finding> check(Application application);

	/**
	 * What is looked at.
	 *
	 * @param context the application's beans and properties
	 * @param policies the policies that would be in force; none where the starter is off
	 * @param locator knows where properties are written
	 */
	record Application(ConfigurableApplicationContext context, CorsPolicies policies, Locator locator) {

		/**
		 * Return where a property is written.
		 * @param name the whole name, such as {@code server.port}
		 * @return the place
		 */
		public Place place(String name) {
			return this.locator.locate(name);
		}

		/**
		 * Return where a policy says something.
		 * @param policy the name of the policy
		 * @param key the key below it, such as {@code allowed-origins[1]}
		 * @return the place; that of the policy if the key is left out there
		 */
		public Place place(String policy, String key) {
			return this.locator.locate(policy, key);
		}

	}

	/**
	 * Knows where properties are written, and which bean declares a policy.
	 */
	interface Locator {

		/**
		 * Finds a property.
		 * @param name the whole name
		 * @return the place
		 */
		Place locate(String name);

		/**
		 * Finds a key of a policy.
		 * @param policy the name of the policy
		 * @param key the key below it
		 * @return the place
		 */
		Place locate(String policy, String key);

	}

}
