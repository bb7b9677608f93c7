package io.crossgate.cors.sample;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

import io.crossgate.cors.sample.browser.BrowserKind;
import io.crossgate.cors.sample.browser.Browsers;
import io.crossgate.cors.sample.browser.RealBrowser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What {@code cors.protection} is to let through, in real browsers, on both servers: each
 * of these reaches the controller, with the facts that the tables of decisions assume.
 */
@Tag("browsers")
@ParameterizedClass
@EnumSource
@ExtendWith(Browsers.Sharing.class)
class LegitimateWritesInBrowsersTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String EVENT = """
			return new Promise((resolve, reject) => {
				const source = new EventSource(arguments[0], { withCredentials: true });
				source.onmessage = ({ data }) => { source.close(); resolve(data); };
				source.onerror = () => { source.close(); reject(new Error('no event')); };
			});
			""";

	private static final Map<WebApplicationType, ConfigurableApplicationContext> BANKS = new EnumMap<>(
			WebApplicationType.class);

	private static final Map<WebApplicationType, RewritingProxy> PROXIES = new EnumMap<>(WebApplicationType.class);

	private static ForeignSite allowed;

	private static ForeignSite trusted;

	private static ForeignSite stranger;

	private final BrowserKind kind;

	private RealBrowser browser;

	LegitimateWritesInBrowsersTests(BrowserKind kind) {
		this.kind = kind;
	}

	@BeforeAll
	static void start() throws IOException {
		allowed = new ForeignSite();
		trusted = new ForeignSite();
		stranger = new ForeignSite();
		for (WebApplicationType type : List.of(WebApplicationType.SERVLET, WebApplicationType.REACTIVE)) {
			ConfigurableApplicationContext bank = Bank.start(type, "cors.protection.mode=enforce",
					"cors.protection.trusted-origins=" + trusted.origin(), "cors.protection.exempt-paths=/callback/**",
					"cors.policies.spa.paths=/allowed/**", "cors.policies.spa.allowed-origins=" + allowed.origin(),
					"cors.policies.spa.allow-credentials=true");
			BANKS.put(type, bank);
			PROXIES.put(type,
					new RewritingProxy("http://127.0.0.1:" + bank.getEnvironment().getProperty("local.server.port")));
		}
	}

	@AfterAll
	static void stop() {
		allowed.close();
		trusted.close();
		stranger.close();
		PROXIES.values().forEach(RewritingProxy::close);
		BANKS.values().forEach(ConfigurableApplicationContext::close);
	}

	@BeforeEach
	void openBrowser(Browsers browsers) {
		this.browser = browsers.get(this.kind);
	}

	@ParameterizedTest(name = "{0}, which {1}")
	@CsvSource(delimiter = '|', textBlock = """
			own page                    | sends a referrer     | own      | same-origin | sandbox
			own page                    | sends no referrer    | unnamed  | same-origin | sandbox
			own page                    | is behind a proxy    | proxied  | same-origin | sandbox socket
			page of another site        | a policy allows      | allowed  | cross-site  | sandbox redirect
			page of another site        | is trusted           | trusted  | cross-site  | sandbox redirect preflighted
			page of another site        | posts where it may   | callback | cross-site  | preflighted
			""")
	void everyWayOfWritingArrives(String page, String how, String area, String site, String except) {
		BANKS.forEach((type, bank) -> {
			String source = pageOf(area, type);
			String target = area.equals("proxied") ? PROXIES.get(type).origin() : Bank.origin(bank);
			this.browser.open(source);
			Bank controller = bank.getBean(Bank.class);
			Map<String, String> paths = new LinkedHashMap<>();
			for (String way : ways(except)) {
				String path = "/" + area + "/" + way + "/" + UUID.randomUUID();
				paths.put(way, path);
				this.browser.run("ways[arguments[0]](arguments[1])", way, target + path);
			}
			await(area).atMost(PATIENCE)
				.untilAsserted(() -> assertThat(paths).as("%s on %s", area, type)
					.allSatisfy((way, path) -> assertThat(controller.arrivals(path)).isNotEmpty()));
			paths.forEach((way, path) -> assertThat(controller.arrivals(path)).as("%s on %s", way, type)
				.singleElement()
				.satisfies((arrival) -> {
					assertThat(arrival.site()).isEqualTo(hasFetchMetadata(way) ? site : "-");
					assertThat(target.endsWith(arrival.host())).isEqualTo(!area.equals("proxied"));
				}));
		});
	}

	/** Chromium sends none with the handshake of a WebSocket. */
	private boolean hasFetchMetadata(String way) {
		return this.kind != BrowserKind.CHROMIUM || !way.equals("socket");
	}

	private static String pageOf(String area, WebApplicationType type) {
		return switch (area) {
			case "unnamed" -> Bank.origin(BANKS.get(type)) + "/page?referrer=no-referrer";
			case "proxied" -> PROXIES.get(type).origin() + "/page";
			case "allowed" -> allowed.origin();
			case "trusted" -> trusted.origin();
			case "callback" -> stranger.origin();
			default -> Bank.origin(BANKS.get(type)) + "/page";
		};
	}

	private List<String> ways(String except) {
		List<String> ways = new ArrayList<>(WritingPage.WAYS);
		ways.add("upload");
		ways.removeAll(Set.of(except.split(" ")));
		if (this.browser.run("return 'fetchLater' in window").equals("false")) {
			ways.remove("later");
		}
		return ways;
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void whatIsPostedArrivesAgainWhenTheUserGoesBackToItOrReloads(WebApplicationType type) {
		ConfigurableApplicationContext bank = BANKS.get(type);
		String path = "/own/posting/" + UUID.randomUUID();
		this.browser.open(Bank.origin(bank) + "/page");
		this.browser.run("document.getElementById('posting').action = arguments[0]", path);
		this.browser.click("#post");
		this.browser.waitFor("#onward");
		this.browser.click("#onward");
		this.browser.waitFor("#post");
		// Chromium and Firefox say that the page has expired, WebKit has kept it.
		this.browser.back();
		this.browser.reload();
		awaitPosts(bank, path, 2);
		this.browser.waitFor("#onward");
		this.browser.reload();
		awaitPosts(bank, path, 3);
	}

	private void awaitPosts(ConfigurableApplicationContext bank, String path, int number) {
		Bank controller = bank.getBean(Bank.class);
		await(path).atMost(PATIENCE).until(() -> controller.arrivals(path).size() >= number);
		assertThat(controller.arrivals(path)).hasSize(number).allSatisfy((arrival) -> {
			assertThat(arrival.method()).isEqualTo("POST");
			assertThat(arrival.origin()).isEqualTo(Bank.origin(bank));
			assertThat(arrival.site()).isEqualTo("same-origin");
		});
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void addressesThatAreTypedAndLinksOfOtherSitesArrive(WebApplicationType type) {
		ConfigurableApplicationContext bank = BANKS.get(type);
		Bank controller = bank.getBean(Bank.class);
		String typed = "/own/typed/" + UUID.randomUUID();
		this.browser.open("about:blank");
		this.browser.open(Bank.origin(bank) + typed);
		this.browser.waitFor("#done");
		assertThat(controller.arrivals(typed)).singleElement().satisfies((arrival) -> {
			assertThat(arrival.site()).isEqualTo("none");
			assertThat(arrival.origin()).isEqualTo("-");
		});
		String linked = "/own/linked/" + UUID.randomUUID();
		this.browser.open(stranger.origin());
		this.browser.run("Object.assign(document.getElementById('link'), { href: arguments[0] })",
				Bank.origin(bank) + linked);
		this.browser.click("#link");
		this.browser.waitFor("#done");
		assertThat(controller.arrivals(linked)).singleElement()
			.satisfies((arrival) -> assertThat(arrival.site()).isEqualTo("cross-site"));
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void eventsOfTheServerAndAnswersAreReadByTheOwnPageAndByAllowedOnes(WebApplicationType type) {
		ConfigurableApplicationContext bank = BANKS.get(type);
		this.browser.open(Bank.origin(bank) + "/page");
		assertThat(this.browser.run(EVENT, Bank.origin(bank) + "/own/events")).isEqualTo("an event of own");
		this.browser.open(allowed.origin());
		assertThat(this.browser.run(EVENT, Bank.origin(bank) + "/allowed/events")).isEqualTo("an event of allowed");
		String path = "/allowed/preflighted/" + UUID.randomUUID();
		assertThat(this.browser.run("return ways.preflighted(arguments[0])", Bank.origin(bank) + path))
			.isEqualTo("read");
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void theOwnFormIsRefusedWhenAnotherSiteSendsItOn(WebApplicationType type) {
		ConfigurableApplicationContext bank = BANKS.get(type);
		String path = "/own/returned/" + UUID.randomUUID();
		this.browser.open(Bank.origin(bank) + "/page");
		this.browser.run("ways.form(arguments[0] + '/redirect?to=' + encodeURIComponent(arguments[1]))",
				stranger.origin(), Bank.origin(bank) + path);
		Bank.Refusals refusals = bank.getBean(Bank.Refusals.class);
		await(path).atMost(PATIENCE).until(() -> !refusals.reason(path).isEmpty());
		assertThat(refusals.reason(path)).isEqualTo("cross-origin-write");
		assertThat(bank.getBean(Bank.class).arrivals(path)).isEmpty();
	}

	/**
	 * A form of a page that may write, which that page's server sends on: by the standard
	 * it keeps its origin, as in Firefox. In Chromium and WebKit the origin becomes
	 * {@code null}, and then it proves nothing.
	 * @see <a href="https://fetch.spec.whatwg.org/#concept-request-tainted-origin">Fetch,
	 * redirect-taint</a>
	 */
	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void aTrustedPagesFormThatItsServerSendsOnArrivesInFirefoxAlone(WebApplicationType type) {
		ConfigurableApplicationContext bank = BANKS.get(type);
		Bank controller = bank.getBean(Bank.class);
		Bank.Refusals refusals = bank.getBean(Bank.Refusals.class);
		String path = "/trusted/redirect/" + UUID.randomUUID();
		this.browser.open(trusted.origin());
		this.browser.run("ways.redirect(arguments[0])", Bank.origin(bank) + path);
		await(path).atMost(PATIENCE)
			.until(() -> !controller.arrivals(path).isEmpty() || !refusals.reason(path).isEmpty());
		if (this.kind == BrowserKind.FIREFOX) {
			assertThat(controller.arrivals(path)).extracting(Bank.Arrival::origin).containsExactly(trusted.origin());
		}
		else {
			assertThat(refusals.reason(path)).isEqualTo("cross-origin-write");
			assertThat(controller.arrivals(path)).isEmpty();
		}
	}

}
