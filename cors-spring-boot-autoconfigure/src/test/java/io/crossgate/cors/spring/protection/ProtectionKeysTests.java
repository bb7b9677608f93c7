package io.crossgate.cors.spring.protection;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CrossOriginProtection;
import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.spring.autoconfigure.CorsAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How {@code cors.protection} is written, rightly and wrongly.
 */
class ProtectionKeysTests {

	private static final CrossOriginProtection EXPECTED = new CrossOriginProtection(CorsPolicy.Mode.REPORT_ONLY,
			List.of("https://a.example", "https://*.b.example"), List.of("/hooks/**"), List.of("any-port"));

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CorsAutoConfiguration.class));

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|',
			textBlock = """
					properties | cors.protection.mode=report-only; cors.protection.trusted-origins=https://a.example,https://*.b.example; cors.protection.exempt-paths=/hooks/**; cors.protection.accept-risks=any-port
					lists      | cors.protection.mode=REPORT_ONLY; cors.protection.trusted-origins[0]=https://a.example; cors.protection.trusted-origins[1]=https://*.b.example; cors.protection.exempt-paths[0]=/hooks/**; cors.protection.accept-risks[0]=any-port
					relaxed    | cors.protection.mode=reportOnly; cors.protection.trustedOrigins=https://a.example, https://*.b.example; cors.protection.exemptPaths=/hooks/**; cors.protection.acceptRisks=any-port
					""")
	void isBound(String name, String properties) {
		this.runner.withPropertyValues(properties.split("; ", -1))
			.run((context) -> assertThat(context.getBean(CorsEngine.class).policies().context().protection())
				.isEqualTo(EXPECTED));
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "CORS_PROTECTION_MODE", "cors_protection_mode" })
	void isBoundFromTheEnvironment(String mode) {
		this.runner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
						Map.of(mode, "report-only", "CORS_PROTECTION_TRUSTEDORIGINS",
								"https://a.example,https://*.b.example", "CORS_PROTECTION_EXEMPTPATHS", "/hooks/**",
								"CORS_PROTECTION_ACCEPTRISKS", "any-port"))))
			.run((context) -> assertThat(context.getBean(CorsEngine.class).policies().context().protection())
				.isEqualTo(EXPECTED));
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|',
			textBlock = """
					slash at the end        | cors.protection.trusted-origins=https://a.example/   | malformed-origin            | protection.trusted-origins[0]
					every origin            | cors.protection.trusted-origins=*                    | any-origin-with-credentials | protection.trusted-origins[0]
					http                    | cors.protection.trusted-origins=http://a.example     | insecure-origin             | protection.trusted-origins[0]
					path                    | cors.protection.exempt-paths=hooks                   | malformed-path              | protection.exempt-paths[0]
					unknown mode            | cors.protection.mode=enforced                        | malformed-value             | protection.mode
					misspelt key            | cors.protection.trusted-origin=https://a.example     | unknown-key                 | protection.trusted-origin
					misspelt key of paths   | cors.protection.exempt-path=/hooks                   | unknown-key                 | protection.exempt-path
					""")
	void isReported(String name, String property, String code, String key) {
		this.runner.withPropertyValues("cors.protection.mode=enforce", property)
			.run((context) -> assertThat(context.getStartupFailure()).isInstanceOfSatisfying(
					InvalidCorsPolicyException.class, (ex) -> assertThat(ex.problems()).anySatisfy((problem) -> {
						assertThat(problem.code().code()).isEqualTo(code);
						assertThat(problem.property()).isEqualTo(key);
					})));
	}

}
