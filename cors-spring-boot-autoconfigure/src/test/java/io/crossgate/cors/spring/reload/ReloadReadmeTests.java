package io.crossgate.cors.spring.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.spring.reload.PolicyReload.Trigger;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The README shows what is really logged.
 */
class ReloadReadmeTests {

	@Test
	void readmeShowsTheDifferenceThatIsLogged() throws IOException {
		CorsPolicy api = CorsPolicy.named("api")
			.paths("/api/**")
			.allowedOrigins("https://app.example.com", "https://old.example.com")
			.allowCredentials(true)
			.build();
		CorsPolicies before = CorsPolicies.compile(List.of(api));
		CorsPolicies after = CorsPolicies.compile(List.of(
				api.toBuilder().allowedOrigins("https://app.example.com", "https://partner.example.net").build(),
				CorsPolicy.named("fonts").paths("/fonts/**").allowedOrigins("any").build()));
		String text = DifferenceText.of(before, after, PolicyDifference.between(before, after), Trigger.WATCH);
		assertThat(Files.readString(Path.of("docs/reload.md"))).contains("```text\n" + text + "\n```");
	}

}
