package io.crossgate.cors;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What compiled policies can be asked beside what they decide.
 */
class CorsPoliciesQuestionsTests {

	private static final String APP = "https://app.example.com";

	private static final CorsPolicies POLICIES = CorsPolicies
		.compile(List.of(CorsPolicy.named("one").paths("/one/**").allowedOrigins(APP).build(),
				CorsPolicy.named("two").paths("/two/**").allowedOrigins("http://two.example").build()));

	@Test
	void onePolicyDecidesWhateverThePathIs() {
		CorsRequest request = new CorsRequest("GET", "/two/x").origin(APP);
		assertThat(POLICIES.decide("one", request)).get()
			.extracting(CorsDecision::policy, CorsDecision::reason)
			.containsExactly("one", DecisionReason.ALLOWED);
		assertThat(POLICIES.decide("two", request)).get()
			.extracting(CorsDecision::reason)
			.isEqualTo(DecisionReason.ORIGIN_NOT_ALLOWED);
		assertThat(POLICIES.decide("two", request.origin(APP))).get()
			.extracting(CorsDecision::reason)
			.isEqualTo(DecisionReason.ORIGIN_MULTIPLE);
		assertThat(POLICIES.decide("two", new CorsRequest("GET", "/two/x"))).get()
			.extracting(CorsDecision::reason)
			.isEqualTo(DecisionReason.NOT_CORS);
		assertThat(POLICIES.decide("three", request)).isEmpty();
	}

	@Test
	void nearestOriginsAreThoseOfThePolicy() {
		assertThat(POLICIES.nearestOrigins("one", "http://app.example.com")).containsExactly(APP);
		assertThat(POLICIES.nearestOrigins("two", "http://app.example.com")).doesNotContain(APP);
		assertThat(POLICIES.nearestOrigins("three", APP)).isEmpty();
	}

	@Test
	void warningsAreWhatWasFoundAndIsNoReasonToRefuse() {
		assertThat(POLICIES.warnings()).extracting(Problem::code)
			.containsExactly(ProblemCode.INSECURE_ORIGIN_WITHOUT_CREDENTIALS);
	}

	/** In an answer a star never stands for a part of a name. */
	@Test
	void theAnswerNamesTheHeadersOfAFamilyThatWereAskedFor() {
		CorsPolicies policies = CorsPolicies.compile(List.of(CorsPolicy.named("api")
			.paths("/**")
			.allowedOrigins(APP)
			.allowedHeaders("X-Tenant", "X-Foo-*")
			.build()));
		CorsRequest request = new CorsRequest("OPTIONS", "/x").origin(APP)
			.header("Access-Control-Request-Method", "PUT");
		assertThat(policies.decide(request.header("Access-Control-Request-Headers", "x-foo-a,x-tenant")).headers(APP))
			.containsEntry("Access-Control-Allow-Headers", "x-foo-a,x-tenant");
		assertThat(policies.decide(request.header("Access-Control-Request-Headers", "x-foo-a,x-bar")).reason())
			.isEqualTo(DecisionReason.HEADERS_NOT_ALLOWED);
		assertThat(policies.decide(request).headers(APP)).doesNotContainKey("Access-Control-Allow-Headers");
	}

}
