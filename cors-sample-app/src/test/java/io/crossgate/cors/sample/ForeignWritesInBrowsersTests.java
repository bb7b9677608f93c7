package io.crossgate.cors.sample;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

import io.crossgate.cors.sample.browser.BrowserKind;
import io.crossgate.cors.sample.browser.Browsers;
import io.crossgate.cors.sample.browser.RealBrowser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * Every way in which a page of another site can write, in real browsers: with
 * {@code cors.protection} each is refused and no controller hears of it; without, each
 * arrives that CORS does not stop.
 */
@Tag("browsers")
@ParameterizedClass
@EnumSource
@ExtendWith(Browsers.Sharing.class)
class ForeignWritesInBrowsersTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final List<String> WAYS = WritingPage.WAYS;

	private static final Map<WebApplicationType, ConfigurableApplicationContext> PROTECTED = new EnumMap<>(
			WebApplicationType.class);

	private static final Map<WebApplicationType, ConfigurableApplicationContext> OPEN = new EnumMap<>(
			WebApplicationType.class);

	private static ForeignSite attacker;

	private final BrowserKind kind;

	private RealBrowser browser;

	ForeignWritesInBrowsersTests(BrowserKind kind) {
		this.kind = kind;
	}

	@BeforeAll
	static void start() throws IOException {
		attacker = new ForeignSite();
		for (WebApplicationType type : List.of(WebApplicationType.SERVLET, WebApplicationType.REACTIVE)) {
			PROTECTED.put(type, Bank.start(type, "cors.protection.mode=enforce"));
			OPEN.put(type, Bank.start(type, "cors.protection.mode=off"));
		}
	}

	@AfterAll
	static void stop() {
		attacker.close();
		PROTECTED.values().forEach(ConfigurableApplicationContext::close);
		OPEN.values().forEach(ConfigurableApplicationContext::close);
	}

	@BeforeEach
	void openPage(Browsers browsers) {
		this.browser = browsers.get(this.kind);
		this.browser.open(attacker.origin());
	}

	@ParameterizedTest(name = "{0}")
	@FieldSource("WAYS")
	void isRefusedBeforeAnyControllerHearsOfIt(String way) {
		assumeBrowserHas(way);
		PROTECTED.forEach((type, bank) -> {
			if (way.equals("preflighted")) {
				assertThatOnlyThePreflightArrives(bank);
				return;
			}
			String path = attempt(way, bank);
			Bank.Refusals refusals = bank.getBean(Bank.Refusals.class);
			await(path).atMost(PATIENCE).until(() -> !refusals.reason(path).isEmpty());
			assertThat(refusals.reason(path)).as("%s on %s", way, type)
				.isEqualTo(hasFetchMetadata(way) ? "cross-origin-write" : "cross-origin-write-unproven");
			assertThat(bank.getBean(Bank.class).arrivals(path)).as("%s on %s", way, type).isEmpty();
		});
	}

	@ParameterizedTest(name = "{0}")
	@FieldSource("WAYS")
	void arrivesWithoutProtectionUnlessCorsStopsIt(String way) {
		assumeBrowserHas(way);
		OPEN.forEach((type, bank) -> {
			if (way.equals("preflighted")) {
				assertThatOnlyThePreflightArrives(bank);
				return;
			}
			String path = attempt(way, bank);
			Bank controller = bank.getBean(Bank.class);
			String method = way.equals("socket") ? "GET" : "POST";
			await(path).atMost(PATIENCE).until(() -> !controller.arrivals(path).isEmpty());
			assertThat(controller.arrivals(path)).as("%s on %s", way, type).allSatisfy((arrival) -> {
				assertThat(arrival.method()).isEqualTo(method);
				assertThat(arrival.site()).isEqualTo(hasFetchMetadata(way) ? "cross-site" : "-");
				assertThat(arrival.origin()).isEqualTo(keepsOrigin(way) ? attacker.origin() : "null");
			});
		});
	}

	/** Chromium sends none with the handshake of a WebSocket. */
	private boolean hasFetchMetadata(String way) {
		return this.kind != BrowserKind.CHROMIUM || !way.equals("socket");
	}

	/**
	 * A form that its own server sends on to another site keeps its page's origin by the
	 * standard, which takes an origin away only between two sites that are foreign to it,
	 * and in Firefox; Chromium and WebKit take it away at any redirect to another origin.
	 * @see <a href="https://fetch.spec.whatwg.org/#concept-request-tainted-origin">Fetch,
	 * redirect-taint</a>
	 */
	private boolean keepsOrigin(String way) {
		return switch (way) {
			case "sandbox" -> false;
			case "redirect" -> this.kind == BrowserKind.FIREFOX;
			default -> true;
		};
	}

	/** The preflight passes, as every OPTIONS, and what it asks for is never allowed. */
	private void assertThatOnlyThePreflightArrives(ConfigurableApplicationContext bank) {
		String path = newPath("preflighted");
		assertThat(this.browser.run("return ways.preflighted(arguments[0])", Bank.origin(bank) + path))
			.isEqualTo("blocked");
		assertThat(bank.getBean(Bank.Refusals.class).hasBeenAsked(path)).isTrue();
		assertThat(bank.getBean(Bank.class).arrivals(path)).extracting(Bank.Arrival::method).doesNotContain("PUT");
	}

	/** Only Chromium has {@code fetchLater}. */
	private void assumeBrowserHas(String way) {
		if (way.equals("later")) {
			boolean there = this.browser.run("return 'fetchLater' in window").equals("true");
			assertThat(there).as("fetchLater in %s", this.kind).isEqualTo(this.kind == BrowserKind.CHROMIUM);
			assumeThat(there).as("%s has no fetchLater", this.kind).isTrue();
		}
	}

	private String attempt(String way, ConfigurableApplicationContext bank) {
		String path = newPath(way);
		this.browser.run("ways[arguments[0]](arguments[1])", way, Bank.origin(bank) + path);
		return path;
	}

	private static String newPath(String way) {
		return "/transfer/" + way + "/" + UUID.randomUUID();
	}

}
