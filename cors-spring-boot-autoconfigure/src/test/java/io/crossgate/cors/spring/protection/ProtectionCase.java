package io.crossgate.cors.spring.protection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CrossOriginProtection;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.policy.DeploymentContext.ApplicationPaths;

/**
 * A row of the engine's own table of decisions.
 *
 * @param name what it is
 * @param method the method
 * @param path the path as sent
 * @param headers the header lines
 * @param expected {@code pass} or the reason of the refusal
 */
record ProtectionCase(String name, String method, String path, List<String> headers, String expected) {

	private static final Path TABLE = Path
		.of("../cors-core/src/test/resources/io/crossgate/cors/protection/decisions.txt");

	/** The configuration that the head of the table describes, but for callbacks. */
	static final String[] PROPERTIES = { "cors.same-origins=https://public.example", "cors.protection.mode=enforce",
			"cors.protection.trusted-origins=https://pay.example,https://*.partner.example",
			"cors.protection.exempt-paths=/webhooks/**,/hooks/{name}/in", "cors.policies.api.paths=/api/**",
			"cors.policies.api.allowed-origins=https://spa.example", "cors.policies.api.allow-credentials=true",
			"cors.policies.api.allowed-methods=GET,POST", "cors.policies.soft.paths=/soft/**",
			"cors.policies.soft.allowed-origins=https://spa.example", "cors.policies.soft.allow-credentials=true",
			"cors.policies.soft.allowed-methods=GET,POST", "cors.policies.soft.on-denied=pass-through",
			"cors.policies.plain.paths=/plain/**", "cors.policies.plain.allowed-origins=https://spa.example",
			"cors.policies.open.paths=/open/**", "cors.policies.open.allowed-origins=any",
			"cors.policies.trial.paths=/trial/**", "cors.policies.trial.allowed-origins=https://spa.example",
			"cors.policies.trial.allow-credentials=true", "cors.policies.trial.mode=report-only",
			"cors.policies.off.paths=/off/**", "cors.policies.off.allowed-origins=https://spa.example",
			"cors.policies.off.allow-credentials=true", "cors.policies.off.mode=off" };

	boolean passes() {
		return this.expected.equals("pass");
	}

	static CorsPolicies policies() {
		ApplicationPaths paths = new ApplicationPaths("", List.of(), List.of(), List.of(),
				List.of("/login/saml2/sso/*", "/logout/connect/back-channel/*"));
		CorsPolicy spa = CorsPolicy.named("api")
			.paths("/api/**")
			.allowedOrigins("https://spa.example")
			.allowedMethods("GET", "POST")
			.allowCredentials(true)
			.build();
		return CorsPolicies.compile(List.of(spa, spa("soft").onDenied(CorsPolicy.OnDenied.PASS_THROUGH).build(),
				CorsPolicy.named("plain").paths("/plain/**").allowedOrigins("https://spa.example").build(),
				CorsPolicy.named("open").paths("/open/**").allowedOrigins("*").build(),
				spa("trial").mode(CorsPolicy.Mode.REPORT_ONLY).build(), spa("off").mode(CorsPolicy.Mode.OFF).build()),
				new DeploymentContext(false, paths, List.of(Origin.of("https://public.example")),
						CrossOriginProtection.enforce()
							.trusting("https://pay.example", "https://*.partner.example")
							.exempting("/webhooks/**", "/hooks/{name}/in")));
	}

	private static io.crossgate.cors.policy.CorsPolicyBuilder spa(String name) {
		return CorsPolicy.named(name)
			.paths("/" + name + "/**")
			.allowedOrigins("https://spa.example")
			.allowedMethods("GET", "POST")
			.allowCredentials(true);
	}

	static Stream<ProtectionCase> all() {
		try {
			return Files.readAllLines(TABLE)
				.stream()
				.filter((line) -> !line.isBlank() && !line.startsWith("#"))
				.map(ProtectionCase::parse);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static ProtectionCase parse(String line) {
		List<String> cells = Stream.of(line.split("\\|", -1)).map(String::strip).toList();
		String[] target = cells.get(1).split(" ", -1);
		return new ProtectionCase(cells.get(0), target[0], target[1],
				Stream.of(cells.get(2).split(";;", -1)).map(String::strip).toList(), cells.get(3));
	}

	@Override
	public String toString() {
		return this.name;
	}

}
