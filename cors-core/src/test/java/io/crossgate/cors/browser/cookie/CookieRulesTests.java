package io.crossgate.cors.browser.cookie;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.crossgate.cors.browser.model.BrowserEngine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Cookies as observed in Chromium 156.0.8078.108 and Firefox 153.8.0 ESR: cell by cell
 * with where they are stored, and a whole grid of sites, schemes and attributes.
 */
class CookieRulesTests {

	private static final CookieRules CHROMIUM = CookieRules.of(BrowserEngine.CHROMIUM);

	private static final CookieRules FIREFOX = CookieRules.of(BrowserEngine.FIREFOX);

	@ParameterizedTest(name = "{0}")
	@MethodSource("observations")
	void storesAndSendsWhatTheEngineDoes(JsonNode row) {
		CookieRules rules = row.path("engine").asString().equals("firefox") ? FIREFOX
				: row.path("config").asString().startsWith("third-party cookies allowed") ? CHROMIUM
						: CHROMIUM.blockingThirdPartyCookies();
		// The relation is to another port of the same host where the origins are the
		// same.
		CookieRules.Verdict verdict = rules.verdict(row.path("page").asString() + ":8081",
				row.path("api").asString() + ":8082", attributes(row.path("attributes").asString()),
				row.path("setBy").asString().contains("top-level") ? CookieRules.Source.VISIT
						: CookieRules.Source.CALL);
		assertThat(verdict.storage().name().toLowerCase(Locale.ROOT).replace("none", "no"))
			.isEqualTo(row.path("stored").asString());
		assertThat(verdict.isSent()).isEqualTo(row.path("sentOnFetchInclude").asBoolean())
			.isEqualTo(row.path("sentOnPutInclude").asBoolean());
		assertThat(verdict.sentOnVisit()).isEqualTo(row.path("sentOnLaterTopLevelVisit").asBoolean());
	}

	@ParameterizedTest(name = "{0} {1} {2} {3}: {4} {5} {6}")
	@CsvFileSource(resources = "observed-cookies.csv")
	void rulesAgreeWithTheGrid(String page, String server, @Nullable String attributes, String source, String blocking,
			String chromium, String firefox) {
		CookieRules.Source setBy = source.equals("visit") ? CookieRules.Source.VISIT : CookieRules.Source.CALL;
		CookieRules.Attributes cookie = attributes((attributes != null) ? attributes : "");
		assertThat(outcome(CHROMIUM.blockingThirdPartyCookies().verdict(page, server, cookie, setBy), blocking))
			.isEqualTo(blocking);
		assertThat(outcome(CHROMIUM.verdict(page, server, cookie, setBy), chromium)).isEqualTo(chromium);
		assertThat(outcome(FIREFOX.verdict(page, server, cookie, setBy), firefox)).isEqualTo(firefox);
	}

	@Test
	void everyLineIsRun() {
		assertThat(observations()).hasSize(126);
	}

	@ParameterizedTest(name = "<{0}> by {1}: Chromium {2}, Firefox {3}")
	@CsvSource({ "SameSite=None, CALL, same-site-none-without-secure, same-site-none-without-secure",
			"'', CALL, same-site,", "SameSite=Lax, CALL, same-site, same-site",
			"SameSite=Strict; Secure, VISIT, same-site, same-site", "SameSite=None; Secure, CALL,,",
			"SameSite=None; Secure, VISIT,, other-partition",
			"SameSite=None; Secure; Partitioned, VISIT, other-partition, other-partition",
			"SameSite=None; Secure; Partitioned, CALL,," })
	void saysWhyACookieDoesNotCrossSites(String attributes, CookieRules.Source source, @Nullable String chromium,
			@Nullable String firefox) {
		CookieRules.Attributes cookie = attributes(attributes);
		assertThat(reason(CHROMIUM, cookie, source)).isEqualTo(chromium);
		assertThat(reason(FIREFOX, cookie, source)).isEqualTo(firefox);
	}

	@Test
	void saysWhatBlocksThirdPartyCookies() {
		CookieRules blocking = CHROMIUM.blockingThirdPartyCookies();
		for (CookieRules.Source source : CookieRules.Source.values()) {
			assertThat(reason(blocking, attributes("SameSite=None; Secure"), source)).isEqualTo("third-party");
		}
		CookieRules.Verdict verdict = blocking.verdict("https://a.test", "http://b.test", attributes("Secure"),
				CookieRules.Source.VISIT);
		assertThat(verdict.exclusion()).isEqualTo(CookieRules.Exclusion.SECURE_OVER_HTTP);
		assertThat(CookieRules.Exclusion.SECURE_OVER_HTTP.sentence())
			.isEqualTo("a Secure cookie can't be set over http");
	}

	@ParameterizedTest(name = "<{0}> is {1}, secure {2}, partitioned {3}")
	@CsvSource({ "a=b, DEFAULT, false, false", "'', DEFAULT, false, false", "samesite=none, DEFAULT, false, false",
			"a=b;SameSite=Strict, STRICT, false, false", "a=b ; SAMESITE = lax ; SECURE, LAX, true, false",
			"a=b; SameSite=None; Secure; Partitioned; Path=/; HttpOnly, NONE, true, true",
			"a=b; SameSite=Strict; SameSite=x, DEFAULT, false, false", "a=b; SameSite, DEFAULT, false, false",
			"a=b; Secure=false, DEFAULT, true, false", "a=b; X=Secure;, DEFAULT, false, false",
			"a=b;;Partitioned, DEFAULT, false, true" })
	void attributesAreRead(String setCookie, CookieRules.Attributes.SameSiteFlag sameSite, boolean secure,
			boolean partitioned) {
		assertThat(CookieRules.Attributes.of(setCookie))
			.isEqualTo(new CookieRules.Attributes(sameSite, secure, partitioned));
	}

	@Test
	void nothingIsKnownOfWebKit() {
		assertThatIllegalArgumentException().isThrownBy(() -> CookieRules.of(BrowserEngine.WEBKIT));
	}

	@Test
	void bothHaveToBeUrls() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> CHROMIUM.verdict("null", "https://a.test", attributes(""), CookieRules.Source.CALL))
			.withMessage("Not a URL: \"null\"");
	}

	static List<JsonNode> observations() {
		JsonMapper mapper = new JsonMapper();
		try (InputStream file = Objects
			.requireNonNull(CookieRulesTests.class.getResourceAsStream("cookie-cases.jsonl"))) {
			return new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8)).lines()
				.map(mapper::readTree)
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The verdict in the form of the grid, as far as it was observed. */
	private static String outcome(CookieRules.Verdict verdict, String observed) {
		if (observed.equals("?")) {
			return "?";
		}
		String visit = observed.endsWith("?") ? "?" : verdict.sentOnVisit() ? "visit" : "no";
		return (verdict.isSent() ? "sent" : "no") + "/" + visit;
	}

	private static @Nullable String reason(CookieRules rules, CookieRules.Attributes cookie,
			CookieRules.Source source) {
		CookieRules.Exclusion exclusion = rules
			.verdict("https://app.example.com", "https://api.example.net", cookie, source)
			.exclusion();
		return (exclusion != null) ? exclusion.value() : null;
	}

	private static CookieRules.Attributes attributes(String attributes) {
		return CookieRules.Attributes.of("sid=1; " + attributes);
	}

}
