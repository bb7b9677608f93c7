package io.crossgate.cors.spring.check;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.web.context.support.GenericWebApplicationContext;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.policy.DeploymentContext.ApplicationPaths;
import io.crossgate.cors.spring.check.Check.Application;
import io.crossgate.cors.spring.check.Check.Locator;
import io.crossgate.cors.spring.check.Finding.Place;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Session cookies that never come with the calls a policy allows to have credentials.
 */
class SessionCookieCheckTests {

	@ParameterizedTest(name = "{0}: {1}, {2}")
	@CsvSource(delimiter = '|',
			textBlock = """
					servlet  | https://app.example.com                           | same-site=lax                                 |
					servlet  | https://app.example.com https://b.example.com     | same-site=strict                              |
					servlet  | https://app.example.com https://partner.example   | timeout=1h                                    | WARN session-cookie-same-site
					servlet  | https://app.example.com https://partner.example   |                                               | NOTE session-cookie-same-site
					servlet  | https://app.example.com https://*.partner.example | same-site=lax                                 | WARN session-cookie-same-site
					servlet  | https://app.example.com https://partner.example   | same-site=none secure=true                    | NOTE session-cookie-third-party
					servlet  | https://app.example.com https://partner.example   | same-site=none                                | NOTE session-cookie-third-party
					servlet  | https://app.example.com https://partner.example   | same-site=none secure=true partitioned=true   |
					servlet  | https://app.example.com https://partner.example   | same-site=none secure=false                   | WARN session-cookie-rejected
					servlet  | https://app.example.com http://localhost:5173     | same-site=lax                                 |
					reactive | https://app.example.com https://partner.example   | timeout=1h                                    | WARN session-cookie-same-site
					reactive | https://app.example.com                           |                                               |
					""")
	void siteOfTheServerIsNotKnown(String stack, String origins, String properties, String expected) {
		assertThat(check(stack, origins, properties, List.of())).isEqualTo((expected != null) ? expected : "");
	}

	@ParameterizedTest(name = "{0} called by {1}, {2}")
	@CsvSource(delimiter = '|',
			textBlock = """
					https://api.example.com                        | https://app.example.com | same-site=strict           |
					https://api.example.net                        | https://app.example.com | same-site=lax              | WARN session-cookie-same-site
					https://api.example.net https://api.example.com | https://app.example.com | same-site=lax             |
					https://api.example.net                        | https://app.example.com | same-site=none secure=true | NOTE session-cookie-third-party
					""")
	void siteOfTheServerIsKnown(String server, String origins, String properties, String expected) {
		assertThat(check("servlet", origins, properties, Stream.of(server.split(" ")).map(Origin::of).toList()))
			.isEqualTo((expected != null) ? expected : "");
	}

	/** Its own cookie is Lax unless it is told otherwise. */
	@Test
	void cookieOfSpringSessionIsTheOneThatCounts() {
		String origins = "https://app.example.com https://partner.example";
		DefaultCookieSerializer serializer = new DefaultCookieSerializer();
		assertThat(check("servlet", origins, "same-site=none", List.of(), serializer))
			.isEqualTo("WARN session-cookie-same-site");
		serializer.setSameSite("None");
		serializer.setPartitioned(true);
		assertThat(check("servlet", origins, "same-site=lax", List.of(), serializer)).isEmpty();
		serializer.setUseSecureCookie(false);
		assertThat(check("servlet", origins, "timeout=1h", List.of(), serializer))
			.isEqualTo("WARN session-cookie-rejected");
	}

	private static String check(String stack, String origins, String properties, List<Origin> sameOrigins,
			CookieSerializer... serializers) {
		CorsPolicy policy = CorsPolicy.named("api")
			.paths("/api/**")
			.allowedOrigins(origins.split(" "))
			.allowCredentials(true)
			.build();
		CorsPolicies policies = CorsPolicies.compile(List.of(policy),
				new DeploymentContext(false, ApplicationPaths.unknown(), sameOrigins));
		try (GenericApplicationContext context = stack.equals("servlet") ? new GenericWebApplicationContext()
				: new GenericApplicationContext()) {
			Map<String, Object> values = Stream.of((properties != null) ? properties.split(" ") : new String[0])
				.map((property) -> property.split("="))
				.collect(
						Collectors.toMap(
								(property) -> "server." + stack + ".session."
										+ (property[0].equals("timeout") ? "" : "cookie.") + property[0],
								(property) -> property[1]));
			context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", values));
			ConfigurationPropertySources.attach(context.getEnvironment());
			for (CookieSerializer serializer : serializers) {
				context.registerBean(CookieSerializer.class, () -> serializer);
			}
			context.refresh();
			return new SessionCookieCheck().check(new Application(context, policies, new Nowhere()))
				.stream()
				.map((finding) -> finding.severity() + " " + finding.code())
				.collect(Collectors.joining(", "));
		}
	}

	private static final class Nowhere implements Locator {

		@Override
		public Place locate(String name) {
			return Place.UNKNOWN;
		}

		@Override
		public Place locate(String policy, String key) {
			return Place.UNKNOWN;
		}

	}

}
