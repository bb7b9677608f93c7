package io.crossgate.cors.diagnosis;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.policy.CorsPolicy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said of a policy that looks up the origins it does not list.
 */
class OriginLookupsTests {

	private static final String TENANT = "https://shop.example.org";

	private static final CorsPolicy POLICY = CorsPolicy.named("widget")
		.paths("/widget/**")
		.originsFrom("tenants")
		.allowedMethods("GET", "PUT")
		.allowedHeaders("X-Tenant")
		.allowCredentials(true)
		.build();

	private static final CorsPolicy LISTING = POLICY.toBuilder().allowedOrigins("https://app.example.com").build();

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void refusalOfAnOriginSaysWhatHasBecomeOfTheQuestion(String name, CorsPolicy policy, String origin,
			DecisionReason reason, String rule, MismatchKind kind, String sentence) {
		Diagnosis diagnosis = Diagnosis.of(new CorsRequest("GET", "/widget/x").origin(origin), reason,
				CorsPolicies.compile(List.of(policy)));
		assertThat(diagnosis.reason()).isEqualTo(reason);
		assertThat(diagnosis.isDenied()).isTrue();
		assertThat(diagnosis.rule().property()).isEqualTo(rule);
		assertThat(diagnosis.closestMatch().kind()).isEqualTo(kind);
		assertThat(diagnosis.sentence()).startsWith("Policy 'widget' (paths /widget/**) ").contains(sentence);
		assertThat(diagnosis.change()).as("nothing is listed past the lookup").isEmpty();
	}

	static Stream<Object[]> refusalOfAnOriginSaysWhatHasBecomeOfTheQuestion() {
		String bean = "does not list the origin " + TENANT + ", and the bean 'tenants' ";
		DecisionReason no = DecisionReason.ORIGIN_NOT_ALLOWED;
		return Stream.of(
				row("it says no", POLICY, TENANT, no, "origins-from", MismatchKind.LOOKUP,
						bean + "does not allow it. What it has answered is cached for a while; OriginsChanged "
								+ "makes it be asked anew."),
				row("it says no, and some are listed", LISTING, TENANT, no, "origins-from", MismatchKind.LOOKUP,
						bean + "does not allow it. What it has answered"),
				row("it says no, and a near one is listed", LISTING, "https://www.example.com", no, "origins-from",
						MismatchKind.SIBLING,
						"the bean 'tenants' does not allow it. The nearest entry is https://app.example.com"),
				row("it fails", POLICY, TENANT, DecisionReason.LOOKUP_FAILED, "origins-from", MismatchKind.LOOKUP,
						bean + "could not be asked, failed or took too long. Nothing is allowed that could not be "
								+ "looked up. The logger io.crossgate.cors.lookups says why."),
				row("too many are looked up", LISTING, TENANT, DecisionReason.LOOKUP_OVERLOADED, "origins-from",
						MismatchKind.LOOKUP,
						bean + "was not asked, because too many origins were being looked up. Nothing is allowed"),
				row("it must not be asked", POLICY, "http://shop.example.org", no, "origins-from", MismatchKind.LOOKUP,
						"the bean 'tenants' was not asked, because the policy must not list it either "
								+ "(insecure-origin): "),
				row("null is never asked", POLICY, "null", DecisionReason.ORIGIN_NULL, "allowed-origins",
						MismatchKind.OPAQUE_ORIGIN, "does not allow the origin null."));
	}

	private static Object[] row(Object... row) {
		return row;
	}

	@Test
	void whatElseIsRefusedOfAnOriginThatWasAllowedIsCuredWithoutListingIt() {
		CorsPolicies policies = CorsPolicies.compile(List.of(POLICY));
		CorsRequest preflight = new CorsRequest("OPTIONS", "/widget/x").origin(TENANT);
		Diagnosis method = Diagnosis.of(preflight.header("Access-Control-Request-Method", "DELETE"),
				DecisionReason.METHOD_NOT_ALLOWED, policies);
		assertThat(method.sentence())
			.startsWith("Policy 'widget' (paths /widget/**) does not allow the method DELETE.");
		assertThat(method.change().orElseThrow().yaml())
			.isEqualTo("cors:\n  policies:\n    widget:\n      allowed-methods: GET, PUT, DELETE");
		Diagnosis header = Diagnosis.of(preflight.header("Access-Control-Request-Method", "PUT")
			.header("Access-Control-Request-Headers", "x-other"), DecisionReason.HEADERS_NOT_ALLOWED, policies);
		assertThat(header.sentence()).contains("does not allow the request header x-other.");
		assertThat(header.change().orElseThrow().yaml())
			.isEqualTo("cors:\n  policies:\n    widget:\n      allowed-headers: X-Tenant, x-other");
	}

}
