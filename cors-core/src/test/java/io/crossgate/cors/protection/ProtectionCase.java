package io.crossgate.cors.protection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CrossOriginProtection;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.policy.DeploymentContext.ApplicationPaths;

/**
 * A row of the table of decisions, and the policies it is about.
 *
 * @param name what it is
 * @param request the facts
 * @param expected {@code pass} or the reason of the refusal
 */
record ProtectionCase(String name, CorsRequest request, String expected) {

	private static final Path TABLE = Path.of("src/test/resources/io/crossgate/cors/protection/decisions.txt");

	static final CrossOriginProtection PROTECTION = CrossOriginProtection.enforce()
		.trusting("https://pay.example", "https://*.partner.example")
		.exempting("/webhooks/**", "/hooks/{name}/in");

	static CorsPolicies policies(CrossOriginProtection protection) {
		ApplicationPaths paths = new ApplicationPaths("", List.of(), List.of("/actuator/**"), List.of(),
				List.of("/login/saml2/sso/*", "/logout/connect/back-channel/*"));
		DeploymentContext context = new DeploymentContext(false, paths, List.of(Origin.of("https://public.example")));
		CorsPolicy api = CorsPolicy.named("api")
			.paths("/api/**")
			.allowedOrigins("https://spa.example")
			.allowedMethods("GET", "POST")
			.allowCredentials(true)
			.build();
		return CorsPolicies.compile(
				List.of(api,
						CorsPolicy.named("soft")
							.paths("/soft/**")
							.allowedOrigins("https://spa.example")
							.allowedMethods("GET", "POST")
							.allowCredentials(true)
							.onDenied(CorsPolicy.OnDenied.PASS_THROUGH)
							.build(),
						CorsPolicy.named("plain").paths("/plain/**").allowedOrigins("https://spa.example").build(),
						CorsPolicy.named("open").paths("/open/**").allowedOrigins("*").build(),
						named(api, "trial", CorsPolicy.Mode.REPORT_ONLY), named(api, "off", CorsPolicy.Mode.OFF)),
				context.with(protection));
	}

	private static CorsPolicy named(CorsPolicy policy, String name, CorsPolicy.Mode mode) {
		return CorsPolicy.named(name)
			.paths("/" + name + "/**")
			.allowedOrigins(policy.allowedOrigins())
			.allowedMethods(policy.allowedMethods())
			.allowCredentials(true)
			.mode(mode)
			.build();
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
		List<String> cells = new ArrayList<>();
		for (String cell : line.split("\\|", -1)) {
			cells.add(cell.strip());
		}
		String[] target = cells.get(1).split(" ", -1);
		CorsRequest request = new CorsRequest(target[0], target[1]).to("http", "app.example", -1);
		for (String header : cells.get(2).split(";;", -1)) {
			int colon = header.indexOf(':');
			request = request.header(header.substring(0, colon).strip(), header.substring(colon + 1).strip());
		}
		return new ProtectionCase(cells.get(0), request, cells.get(3));
	}

	@Override
	public String toString() {
		return this.name;
	}

}
