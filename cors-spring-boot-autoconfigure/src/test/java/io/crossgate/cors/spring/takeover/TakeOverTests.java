package io.crossgate.cors.spring.takeover;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.web.cors.CorsConfiguration;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.spring.conflict.content.OtherCors;
import io.crossgate.cors.spring.conflict.content.OtherCors.Content;
import io.crossgate.cors.spring.conflict.content.OtherCors.Rule;
import io.crossgate.cors.spring.conflict.content.OtherCors.Stage;

import static org.assertj.core.api.Assertions.assertThat;

class TakeOverTests {

	@Test
	void printsYamlWithWhatIsDifferentAndWhatToDelete() {
		assertThat(TakeOver.of(List.of(filter("/api/**", Applications.patterns(true, "https://*example.com"))),
				CorsPolicies.none()))
			.hasToString(
					"""
							# What decides about CORS today, as policies. Of all of them:
							#   the filter stands before Spring Security, so that 401, 403, 404 and 405 have the headers, too, and
							#   preflights are answered where Security would ask for credentials;
							#   an OPTIONS request that is no preflight is judged by its origin alone;
							#   an Origin that no browser sends (a slash at its end, upper case, a default port) is refused;
							#   management endpoints keep Boot's own management.endpoints.web.cors.*.
							cors:
							  policies:
							    api:
							      # from CorsFilter com.acme.WebConfig#corsFilter
							      # narrower: 'https://*example.com' lets in strangers such as https://attackerexample.com, who no longer are; https://example.com
							      #  and https://*.example.com are kept
							      paths: /api/**
							      allowed-origins: https://example.com, https://*.example.com
							      allowed-methods: GET, HEAD, POST
							      allowed-headers: Content-Type, X-Requested-With
							      allow-credentials: true
							# With it, delete:
							#   CorsFilter com.acme.WebConfig#corsFilter""");
	}

	@Test
	void hasNothingToSayWhereThereIsNothing() {
		TakeOver takeOver = TakeOver.of(List.of(), CorsPolicies.none());
		assertThat(takeOver.policies()).isEmpty();
		assertThat(takeOver).hasToString("# There is no other CORS code to take over.");
	}

	@Test
	void leavesToAPolicyWhatItCovers() {
		CorsPolicies present = CorsPolicies.compile(
				List.of(CorsPolicy.named("api").paths("/api/**").allowedOrigins("https://app.example.com").build()));
		OtherCors covered = filter("/api/v1/**", Applications.listed("https://old.example.com"));
		assertThat(TakeOver.of(List.of(covered), present).policies()).isEmpty();
		OtherCors beside = filter("/files/**", Applications.listed("https://old.example.com"));
		assertThat(TakeOver.of(List.of(covered, beside), present).policies()).extracting(CorsPolicy::paths)
			.containsExactly(List.of("/files/**"));
	}

	@Test
	void takesNoNameThatAPolicyHas() {
		CorsPolicies present = CorsPolicies.compile(
				List.of(CorsPolicy.named("api").paths("/v1/**").allowedOrigins("https://app.example.com").build()));
		assertThat(TakeOver.of(List.of(filter("/api/**", Applications.listed("https://app.example.com"))), present)
			.policies()).extracting(CorsPolicy::name).containsExactly("api-2");
	}

	@Test
	void saysWhatCouldNotBeReadAndThatItIsAskedBefore() {
		OtherCors unread = new OtherCors("CorsFilter", "com.acme.WebConfig#corsFilter", Stage.FILTER,
				Content.unread("Its answer depends on the origin, in code."));
		OtherCors mapped = new OtherCors("WebMvcConfigurer", "com.acme.WebConfig#addCorsMappings", Stage.MAPPING,
				Content.of(List
					.of(new Rule("/api/**", Applications.listed("https://app.example.com"), "com.acme.WebConfig"))));
		assertThat(TakeOver.of(List.of(unread, mapped), CorsPolicies.none()).toString())
			.contains("# wider: CorsFilter com.acme.WebConfig#corsFilter is asked before today")
			.contains(
					"# Not taken over:\n#   CorsFilter com.acme.WebConfig#corsFilter: Its answer depends on the origin")
			.contains("# With it, delete:\n#   WebMvcConfigurer com.acme.WebConfig#addCorsMappings\n#");
	}

	@Test
	void aChainThatSaysNothingKeepsItsPathsAndIsNotToBeDeleted() {
		OtherCors silent = new OtherCors("SecurityFilterChain", "com.acme.Security#internal", Stage.SECURITY,
				Content.NONE.within(List.of("/internal/**")));
		assertThat(TakeOver.of(List.of(silent, speaking()), CorsPolicies.none()).toString()).contains("""
				    left-alone:
				      # from SecurityFilterChain com.acme.Security#internal
				      paths: /internal/**
				      mode: "off"
				""").endsWith("# With it, delete:\n#   http.cors() com.acme.Security#main");
	}

	@Test
	void saysThatAChainIsThereForSomeRequestsOnly() {
		OtherCors sometimes = new OtherCors("SecurityFilterChain", "com.acme.Security#partners", Stage.SECURITY,
				Content.NONE.within(List.of("/api/**"), true));
		assertThat(TakeOver.of(List.of(sometimes, speaking()), CorsPolicies.none()).toString())
			.contains("# wider: SecurityFilterChain com.acme.Security#partners is asked instead today");
		assertThat(TakeOver.of(List.of(speaking(), sometimes), CorsPolicies.none()).toString())
			.doesNotContain("wider:");
	}

	private static OtherCors speaking() {
		return new OtherCors("http.cors()", "com.acme.Security#main", Stage.SECURITY, Content
			.of(List.of(new Rule("/**", Applications.listed("https://app.example.com"), "com.acme.Security#main"))));
	}

	@Test
	void saysThatAPartCouldNotBeLookedInto() {
		OtherCors unknown = OtherCors.unknown(new IllegalStateException("Ambiguous mapping"));
		assertThat(TakeOver.of(List.of(unknown), CorsPolicies.none()).toString())
			.contains("# Not taken over:\n#   A part of the application: It could not be looked into:")
			.contains("Ambiguous mapping");
	}

	/** A chain is found by what it asks, and by where it stands. */
	@Test
	void whatIsNotTakenOverIsNotToBeDeleted() {
		OtherCors asking = new OtherCors("http.cors()", "com.acme.Security#some", Stage.NOWHERE, Content.NONE);
		OtherCors standing = new OtherCors("http.cors()", "com.acme.Security#some", Stage.SECURITY,
				Content.unread("It stands in a chain for some requests only.").within(List.of("/some/**"), true));
		OtherCors known = new OtherCors("code of its own", "com.acme.Filter", Stage.ELSEWHERE,
				Content.of(List.of(new Rule("/**", Applications.patterns(true, "*"), "com.acme.Filter"))));
		OtherCors written = new OtherCors("code of its own", "com.acme.Filter", Stage.FILTER, Content.unread("Code."));
		String printed = TakeOver.of(List.of(asking, standing, written, known, speaking()), CorsPolicies.none())
			.toString();
		assertThat(printed).contains("# With it, delete:\n#   http.cors() com.acme.Security#main\n# Not taken over:");
		assertThat(TakeOver.of(List.of(written, known, speaking()), CorsPolicies.none()).toString())
			.contains("code of its own com.acme.Filter is asked before today");
	}

	@Test
	void namesEveryMappingThatIsAskedInstead() {
		OtherCors first = new OtherCors("HandlerMapping", "com.acme.First#mapping", Stage.MAPPING,
				Content.of(List.of(new Rule("/api/first/**", null, List.of(), "com.acme.First#mapping"))));
		OtherCors second = new OtherCors("HandlerMapping", "com.acme.Second#mapping", Stage.MAPPING,
				Content.of(List.of(new Rule("/api/second/**", null, List.of(), "com.acme.Second#mapping"))));
		OtherCors mapped = new OtherCors("WebMvcConfigurer", "com.acme.WebConfig#addCorsMappings", Stage.MAPPING,
				Content.of(List
					.of(new Rule("/api/**", Applications.listed("https://app.example.com"), "com.acme.WebConfig"))));
		assertThat(TakeOver.of(List.of(first, second, mapped), CorsPolicies.none()).toString())
			.contains("# wider: where HandlerMapping com.acme.First#mapping is asked today")
			.contains("# wider: where HandlerMapping com.acme.Second#mapping is asked today")
			.endsWith("# With it, delete:\n#   WebMvcConfigurer com.acme.WebConfig#addCorsMappings");
	}

	/** Spring asks no handler about a preflight for a method that none has. */
	@Test
	void saysThatPreflightsForMethodsOfNoHandlerAreRefused() {
		CorsConfiguration everywhere = new CorsConfiguration();
		everywhere.setAllowedOrigins(List.of("https://app.example.com"));
		everywhere.setAllowedMethods(List.of("GET", "HEAD", "PUT"));
		CorsConfiguration adding = new CorsConfiguration();
		adding.setAllowedOrigins(List.of("https://partner.example.com"));
		OtherCors mapped = new OtherCors("WebMvcConfigurer", "com.acme.WebConfig#addCorsMappings", Stage.MAPPING,
				Content.of(List.of(new Rule("/api/**", everywhere, "com.acme.WebConfig"))));
		OtherCors annotated = new OtherCors("@CrossOrigin", "com.acme.Orders", Stage.HANDLER,
				Content.of(List.of(new Rule("/api/orders", adding, List.of("GET"), "com.acme.Orders#orders"))));
		assertThat(TakeOver.of(List.of(annotated, mapped), CorsPolicies.none()).toString())
			.contains("# narrower: preflights for PUT are refused, which no annotated handler takes there");
	}

	@Test
	void anEndpointsOwnCheckStays() {
		OtherCors socket = new OtherCors("WebSocket", "com.acme.Sockets", Stage.HANDSHAKE,
				Content.of(List.of(new Rule("/chat", Applications.patterns(true, "*"), "com.acme.Sockets"))));
		TakeOver takeOver = TakeOver.of(List.of(socket), CorsPolicies.none());
		assertThat(takeOver.policies()).isEmpty();
		assertThat(takeOver.toString()).contains("# Staying as it is, because no policy speaks for it:")
			.contains("WebSocket com.acme.Sockets: the endpoint's own check");
	}

	@Test
	void aPolicyThatChecksTheHandshakeMakesTheEndpointsOpenListHarmless() {
		OtherCors socket = new OtherCors("WebSocket", "com.acme.Sockets", Stage.HANDSHAKE,
				Content.of(List.of(new Rule("/chat", Applications.patterns(true, "*"), "com.acme.Sockets"))));
		CorsPolicies present = CorsPolicies.compile(
				List.of(CorsPolicy.named("chat").paths("/chat").allowedOrigins("https://app.example.com").build()));
		assertThat(new OtherCorsJudge(CorsPolicies.none()).judge(List.of(socket))).hasSize(1);
		assertThat(new OtherCorsJudge(present).judge(List.of(socket))).isEmpty();
	}

	private static OtherCors filter(String path, CorsConfiguration configuration) {
		return new OtherCors("CorsFilter", "com.acme.WebConfig#corsFilter", Stage.FILTER,
				Content.of(List.of(new Rule(path, configuration, "com.acme.WebConfig#corsFilter"))));
	}

}
