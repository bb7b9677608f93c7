package io.crossgate.cors;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.policy.DeploymentContext.ApplicationPaths;
import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CorsPoliciesWithTests {

	private final CorsPolicy api = CorsPolicy.named("api").paths("/api/**").allowedOrigins("https://a.example").build();

	private final CorsRequest request = new CorsRequest("GET", "/api/1").origin("https://b.example");

	@Test
	void aNamesakeTakesThePlaceAndTheOriginalStays() {
		CorsPolicies policies = CorsPolicies.compile(List.of(this.api));
		CorsPolicies changed = policies.with(this.api.toBuilder().allowedOrigins("https://b.example").build());
		assertThat(changed.decide(this.request).reason()).isEqualTo(DecisionReason.ALLOWED);
		assertThat(policies.decide(this.request).reason()).isEqualTo(DecisionReason.ORIGIN_NOT_ALLOWED);
	}

	@Test
	void whatMustNotBeUsedIsNotCompiled() {
		CorsPolicies policies = CorsPolicies.compile(List.of(this.api));
		CorsPolicy open = this.api.toBuilder().allowedOrigins("*").allowCredentials(true).build();
		assertThatExceptionOfType(InvalidCorsPolicyException.class).isThrownBy(() -> policies.with(open))
			.satisfies((ex) -> assertThat(ex.problems()).extracting(Problem::code)
				.containsExactly(ProblemCode.ANY_ORIGIN_WITH_CREDENTIALS));
	}

	@Test
	void contextOfTheDeploymentStays() {
		DeploymentContext context = new DeploymentContext(true, ApplicationPaths.unknown(), List.of());
		CorsPolicies policies = CorsPolicies.compile(List.of(this.api), context);
		CorsPolicy local = this.api.toBuilder().allowedOrigins("http://localhost").allowCredentials(true).build();
		assertThatExceptionOfType(InvalidCorsPolicyException.class).isThrownBy(() -> policies.with(local));
		assertThat(CorsPolicies.compile(List.of(this.api)).with(local).policies()).containsExactly(local);
		assertThat(policies.with(this.api).context()).isSameAs(context);
	}

}
