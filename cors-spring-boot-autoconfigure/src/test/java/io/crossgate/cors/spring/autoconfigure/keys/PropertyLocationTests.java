package io.crossgate.cors.spring.autoconfigure.keys;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where many problems are written is found with one reading of all names, which lasts for
 * one report.
 */
class PropertyLocationTests {

	private static final Problem NO_PATHS = new Problem(ProblemCode.NO_PATHS, "api", "paths", null, "It has none.");

	private final Map<String, Object> properties = new LinkedHashMap<>();

	@Test
	void namesAreReadOnceForAReport() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("test", this.properties));
		ConfigurationPropertySources.attach(environment);
		put("max-age", "mode");
		Function<Problem, PropertyLocation> report = PropertyLocation.finder(environment, Map.of());
		assertThat(report.apply(NO_PATHS).where()).contains("api.max-age");
		put("mode", "max-age");
		assertThat(report.apply(NO_PATHS).where()).as("the same report").contains("api.max-age");
		assertThat(PropertyLocation.finder(environment, Map.of()).apply(NO_PATHS).where()).as("the next report")
			.contains("api.mode");
	}

	private void put(String... keys) {
		this.properties.clear();
		List.of(keys).forEach((key) -> this.properties.put("cors.policies.api." + key, "x"));
	}

}
