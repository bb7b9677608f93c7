package io.crossgate.cors.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;

import io.crossgate.cors.CorsPolicy;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;

/**
 * The policy right below {@code cors}, which exists only if an origin is given there:
 * what is said about it in vain.
 */
final class DefaultPolicy {

	private static final Log logger = LogFactory.getLog(DefaultPolicy.class);

	private static final ConfigurationPropertyName ROOT = Declarations.policy(CorsPolicy.DEFAULT_NAME);

	private static final List<String> ORIGINS = List.of("allowed-origins", "allowed-origin-patterns");

	private final Declarations declarations;

	DefaultPolicy(Environment environment) {
		this.declarations = new Declarations(environment);
	}

	/**
	 * Checks a default policy that does not exist.
	 * @return what stands where origins are expected, and is none
	 */
	List<Problem> checkAbsence() {
		List<Problem> problems = new ArrayList<>();
		List<String> vain = new ArrayList<>();
		for (String key : KnownKeys.ofPolicy()) {
			ConfigurationProperty property = this.declarations.find(ROOT, key);
			if (property == null) {
				property = this.declarations.find(ROOT, key + "[0]");
			}
			if (property == null || key.equals("mode")) {
				continue;
			}
			if (ORIGINS.contains(key) && isMistake(property)) {
				problems.add(new Problem(ProblemCode.BLANK_VALUE, CorsPolicy.DEFAULT_NAME, key,
						String.valueOf(property.getValue()),
						"It is set, but to nothing, so that no policy comes of it. Name the origins, or leave the key "
								+ "out.",
						key + ": https://" + (key.equals("allowed-origins") ? "app" : "*") + ".example.com"));
			}
			else if (!this.declarations.text(property).isBlank()) {
				vain.add("cors." + key);
			}
		}
		if (!vain.isEmpty()) {
			logger.warn("CORS has no default policy, because cors.allowed-origins names no origin: "
					+ String.join(", ", vain) + ((vain.size() == 1) ? " means" : " mean")
					+ " nothing, and named policies inherit nothing");
		}
		return problems;
	}

	/**
	 * An empty list in YAML says that there is no origin; an empty variable says that
	 * somebody forgot to fill it.
	 */
	private boolean isMistake(ConfigurationProperty property) {
		boolean placeholder = !String.valueOf(property.getValue()).isBlank();
		return this.declarations.text(property).isBlank() && (placeholder || Notation.of(property) != Notation.YAML);
	}

}
