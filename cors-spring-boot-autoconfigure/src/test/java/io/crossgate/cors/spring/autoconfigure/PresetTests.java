package io.crossgate.cors.spring.autoconfigure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.spring.PolicyFingerprint;
import io.crossgate.cors.spring.reload.PolicyReload;
import io.crossgate.cors.spring.reload.PolicyReloads;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Presets in properties: at the start, at a reload, as candidates, and misspelt.
 */
@ExtendWith(OutputCaptureExtension.class)
class PresetTests {

	private static final String INSPECTOR = "https://inspector.example.com";

	private static final String[] WRITTEN_OUT = { "cors.allowed-methods=GET,POST,DELETE",
			"cors.allowed-headers=Authorization,Content-Type,Accept,MCP-Protocol-Version,Mcp-Session-Id,"
					+ "Last-Event-ID,Mcp-Method,Mcp-Name,Mcp-Param-*",
			"cors.exposed-headers=Mcp-Session-Id,WWW-Authenticate" };

	private final Map<String, Object> live = new HashMap<>();

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(OurAutoConfigurations.named("CorsAutoConfiguration", "CorsServletAutoConfiguration",
				"CorsLogAutoConfiguration"))
		.withPropertyValues("cors.allowed-origins=" + INSPECTOR)
		.withInitializer((context) -> context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("live", this.live)));

	@Test
	void aPresetHasTheFingerprintOfItsValuesWrittenOut() {
		String[] fingerprints = new String[2];
		this.runner.withPropertyValues("cors.preset=mcp").run((context) -> fingerprints[0] = fingerprint(context));
		this.runner.withPropertyValues(WRITTEN_OUT).run((context) -> fingerprints[1] = fingerprint(context));
		assertThat(fingerprints[0]).isEqualTo(fingerprints[1]).startsWith("sha256:");
	}

	@Test
	void theStartUpBlockPrintsEveryValue(CapturedOutput output) {
		this.runner.withPropertyValues("cors.preset=mcp,tracing", "cors.exposed-headers=X-One").run((context) -> {
		});
		assertThat(output).contains("default  paths /**  preset mcp tracing  allowed-origins " + INSPECTOR
				+ "  allowed-methods GET POST DELETE  allowed-headers Authorization Content-Type Accept "
				+ "MCP-Protocol-Version Mcp-Session-Id Last-Event-ID Mcp-Method Mcp-Name Mcp-Param-* traceparent "
				+ "tracestate baggage b3 X-B3-TraceId X-B3-SpanId X-B3-ParentSpanId X-B3-Sampled X-B3-Flags  "
				+ "exposed-headers X-One  allow-credentials false  max-age 1800s  on-denied reject");
	}

	@Test
	void explicitKeysWinWhereverTheyAreWritten() {
		this.runner
			.withPropertyValues("cors.policies.api.paths=/api/**", "cors.policies.api.allowed-origins=" + INSPECTOR,
					"cors.policies.api.preset[0]=mcp")
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("systemEnvironment",
						Map.of("CORS_POLICIES_API_ALLOWEDHEADERS", "*", "CORS_POLICIES_API_ONDENIED", "pass-through",
								"CORS_POLICIES_API_ALLOWEDMETHODS", "GET,HEAD,POST,PUT,PATCH,DELETE"))))
			.run((context) -> {
				CorsPolicy policy = context.getBean(CorsEngine.class).policies().policy("api").orElseThrow();
				assertThat(policy.preset()).containsExactly("mcp");
				assertThat(policy.allowedHeaders()).containsExactly("*");
				assertThat(policy.allowedMethods()).isEqualTo(CorsPolicy.DEFAULT_METHODS);
				assertThat(policy.onDenied()).isEqualTo(CorsPolicy.OnDenied.PASS_THROUGH);
				assertThat(policy.exposedHeaders()).containsExactly("Mcp-Session-Id", "WWW-Authenticate");
			});
	}

	@Test
	void aPresetThatThereIsNotStopsTheStartWithItsCorrection() {
		this.runner.withPropertyValues("cors.preset=tracing,mcpp")
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining("[malformed-value] policy 'default', preset[1] = 'mcpp': There is no preset of "
						+ "this name; those are mcp, tracing. Fix: preset[1]: mcp"));
	}

	@Test
	void theDefaultPolicyNeedsOriginsAllTheSame(CapturedOutput output) {
		new WebApplicationContextRunner()
			.withConfiguration(OurAutoConfigurations.named("CorsAutoConfiguration", "CorsServletAutoConfiguration"))
			.withPropertyValues("cors.preset=mcp")
			.run((context) -> assertThat(context.getBean(CorsEngine.class).policies().isEmpty()).isTrue());
		assertThat(output).contains("cors.preset (",
				"It has no effect: neither cors.allowed-origins nor cors.origins-from");
	}

	@Test
	void aReloadTellsWhatAPresetGivesAndTakes(CapturedOutput output) {
		this.runner.run((context) -> {
			CorsPolicyLoader loader = context.getBean(CorsPolicyLoader.class);
			this.live.put("cors.preset", "mcp");
			loader.load();
			assertThat(context.getBean(PolicyReloads.class).last()).extracting(PolicyReload::result)
				.isEqualTo(PolicyReload.Result.SUCCESS);
			assertThat(output).contains("default  allowed-methods: - PUT, PATCH",
					"default  exposed-headers: + mcp-session-id, www-authenticate");
			int length = output.length();
			String fingerprint = fingerprint(context);
			this.live.remove("cors.preset");
			for (String line : WRITTEN_OUT) {
				this.live.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
			}
			loader.load();
			assertThat(context.getBean(PolicyReloads.class).last()).extracting(PolicyReload::result)
				.isEqualTo(PolicyReload.Result.UNCHANGED);
			assertThat(fingerprint(context)).isEqualTo(fingerprint);
			assertThat(output.toString().substring(length)).doesNotContain("policies changed");
		});
	}

	@Test
	void aCandidateMayHaveOne(CapturedOutput output) {
		this.runner.withPropertyValues("cors.candidate.preset=mcp", "cors.candidate.allowed-origins=" + INSPECTOR)
			.run((context) -> assertThat(
					context.getBean(CorsEngine.class).comparison().orElseThrow().candidate().policies())
				.extracting(CorsPolicy::allowedMethods)
				.containsExactly(List.of("GET", "POST", "DELETE")));
		this.runner.withPropertyValues("cors.candidate.preset=mcpp", "cors.candidate.allowed-origins=" + INSPECTOR)
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).contains("below cors.candidate", "[malformed-value]", "preset: mcp");
	}

	private static String fingerprint(AssertableWebApplicationContext context) {
		return PolicyFingerprint.of(context.getBean(CorsEngine.class).policies());
	}

}
