package io.crossgate.cors.sample;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsObserver;
import io.crossgate.cors.CorsRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every way in which a page of another site can write, in a real browser: with
 * {@code cors.protection} each is refused and no controller hears of it; without, each
 * arrives that CORS does not stop.
 */
class ForeignWritesInChromiumTests {

	private static final String PAGE = """
			<!doctype html><title>A page of another site</title><body><script>
			const form = (url, more = {}) => {
				const form = Object.assign(document.createElement('form'), { method: 'post', action: url }, more);
				const field = Object.assign(document.createElement('input'), { name: 'amount', value: '1' });
				form.append(field);
				document.body.append(form);
				return form;
			};
			const frame = (attributes) => {
				const frame = Object.assign(document.createElement('iframe'), attributes);
				document.body.append(frame);
				return frame;
			};
			const blind = (url, more) => fetch(url, { method: 'POST', mode: 'no-cors', credentials: 'include', ...more });
			const ways = {
				form: (url) => { frame({ name: 'f' }); form(url, { target: 'f' }).submit(); },
				beacon: (url) => navigator.sendBeacon(url, 'amount=1'),
				blind: (url) => blind(url, { body: 'amount=1' }),
				json: (url) => blind(url, { body: '{"amount":1}', headers: { 'Content-Type': 'text/plain' } }),
				multipart: (url) => { const data = new FormData(); data.set('a', '1'); blind(url, { body: data }); },
				keepalive: (url) => blind(url, { body: 'amount=1', keepalive: true }),
				sandbox: (url) => frame({ sandbox: 'allow-scripts allow-forms',
					srcdoc: `<form method=post action="${url}"></form><script>document.forms[0].submit()<\\/script>` }),
				redirect: (url) => { frame({ name: 'r' });
					form('/redirect?to=' + encodeURIComponent(url), { target: 'r' }).submit(); },
				socket: (url) => new WebSocket(url.replace('http', 'ws')),
				worker: (url) => new Worker(URL.createObjectURL(new Blob(
					[`fetch('${url}', { method: 'POST', mode: 'no-cors', body: 'amount=1' })`]))),
				later: (url) => fetchLater(url, { method: 'POST', activateAfter: 0, mode: 'no-cors' }),
				preflighted: (url) => fetch(url, { method: 'PUT', credentials: 'include' }).catch(() => {}),
			};
			</script>
			""";

	@TempDir
	static Path profile;

	private static WebDriver browser;

	private static HttpServer attacker;

	private static final Map<WebApplicationType, ConfigurableApplicationContext> PROTECTED = new EnumMap<>(
			WebApplicationType.class);

	private static ConfigurableApplicationContext open;

	@BeforeAll
	static void start() throws IOException {
		browser = Chromium.start(profile);
		attacker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		attacker.createContext("/", (exchange) -> {
			String query = exchange.getRequestURI().getQuery();
			boolean redirect = exchange.getRequestURI().getPath().equals("/redirect");
			byte[] body = redirect ? new byte[0] : PAGE.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders()
				.add(redirect ? "Location" : "Content-Type",
						redirect ? query.substring("to=".length()) : "text/html;charset=UTF-8");
			exchange.sendResponseHeaders(redirect ? 307 : 200, redirect ? -1 : body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		attacker.start();
		for (WebApplicationType type : new WebApplicationType[] { WebApplicationType.SERVLET,
				WebApplicationType.REACTIVE }) {
			PROTECTED.put(type, application(type, "enforce"));
		}
		open = application(WebApplicationType.SERVLET, "off");
	}

	private static ConfigurableApplicationContext application(WebApplicationType type, String mode) {
		return new SpringApplicationBuilder(Bank.class).web(type)
			.run("--server.port=0", "--spring.config.location=optional:classpath:/none.yml",
					"--spring.main.banner-mode=off", "--cors.protection.mode=" + mode);
	}

	@AfterAll
	static void stop() {
		if (browser != null) {
			browser.quit();
		}
		if (attacker != null) {
			attacker.stop(0);
		}
		PROTECTED.values().forEach(ConfigurableApplicationContext::close);
		if (open != null) {
			open.close();
		}
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "form", "beacon", "blind", "json", "multipart", "keepalive", "sandbox", "redirect", "socket", "worker",
			"later", "preflighted" })
	void isRefusedBeforeAnyControllerHearsOfIt(String way) {
		for (Map.Entry<WebApplicationType, ConfigurableApplicationContext> server : PROTECTED.entrySet()) {
			ConfigurableApplicationContext bank = server.getValue();
			attempt(way, bank);
			Refusals refusals = bank.getBean(Refusals.class);
			Bank controller = bank.getBean(Bank.class);
			if (way.equals("preflighted")) {
				// The preflight passes, as every OPTIONS, and nobody allows the request.
				await(() -> refusals.asked.contains(way));
				assertThat(controller.arrived).doesNotContain("preflighted-PUT");
				continue;
			}
			await(() -> refusals.refused.contains(way));
			assertThat(controller.arrived).as("%s on %s", way, server.getKey())
				.noneMatch((arrived) -> arrived.startsWith(way + "-"));
		}
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "form", "beacon", "blind", "json", "multipart", "keepalive", "sandbox", "redirect", "worker",
			"later" })
	void arrivesWithoutProtection(String way) {
		attempt(way, open);
		Bank controller = open.getBean(Bank.class);
		await(() -> controller.arrived.contains(way + "-POST"));
	}

	/** The page is on 127.0.0.1, which to a browser is another site than localhost. */
	private static void attempt(String way, ConfigurableApplicationContext bank) {
		browser.get("http://127.0.0.1:" + attacker.getAddress().getPort() + "/");
		String url = "http://localhost:" + bank.getEnvironment().getProperty("local.server.port") + "/transfer/" + way;
		((JavascriptExecutor) browser).executeScript("ways[arguments[0]](arguments[1])", way, url);
	}

	private static void await(Supplier<Boolean> condition) {
		new WebDriverWait(browser, Duration.ofSeconds(10)).until((driver) -> condition.get());
	}

	/** An application that notes what reaches it, and what is refused. */
	@RestController
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Bank {

		private final Set<String> arrived = ConcurrentHashMap.newKeySet();

		@RequestMapping("/transfer/{way}")
		String transfer(@PathVariable String way, HttpMethod method) {
			this.arrived.add(way + "-" + method.name());
			return "done";
		}

		@Bean
		static Refusals refusals() {
			return new Refusals();
		}

	}

	static class Refusals implements CorsObserver {

		private static final String PATH = "/transfer/";

		private final Set<String> refused = ConcurrentHashMap.newKeySet();

		private final Set<String> asked = ConcurrentHashMap.newKeySet();

		@Override
		public void onDecision(CorsDecision decision, Supplier<CorsRequest> request) {
			CorsRequest facts = request.get();
			if (facts.path().startsWith(PATH)) {
				String way = facts.path().substring(PATH.length());
				if (decision.reason().isOfProtection() && decision.endsExchange()) {
					this.refused.add(way);
				}
				else if (facts.method().equals("OPTIONS")) {
					this.asked.add(way);
				}
			}
		}

	}

}
