package io.crossgate.cors.sample;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsObserver;
import io.crossgate.cors.CorsRequest;

/**
 * An application that notes what reaches its controller, and what is refused before.
 */
@RestController
@Configuration(proxyBeanMethods = false)
@Profile(Bank.PROFILE)
@EnableAutoConfiguration(
		exclude = { ServletWebSecurityAutoConfiguration.class, ReactiveWebSecurityAutoConfiguration.class })
class Bank {

	/** The laboratory, which would find this class, has no bank. */
	static final String PROFILE = "bank";

	private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();

	/** Starts it. */
	static ConfigurableApplicationContext start(WebApplicationType type, String... properties) {
		Stream<String> own = Stream.of("server.port=0", "spring.config.location=optional:classpath:/none.yml",
				"spring.main.banner-mode=off");
		return new SpringApplicationBuilder(Bank.class).web(type)
			.profiles(PROFILE)
			.run(Stream.concat(own, Stream.of(properties)).map((property) -> "--" + property).toArray(String[]::new));
	}

	static String origin(ConfigurableApplicationContext bank) {
		return "http://localhost:" + bank.getEnvironment().getProperty("local.server.port");
	}

	/** What has arrived at a path. */
	List<Arrival> arrivals(String path) {
		return this.arrivals.stream().filter((arrival) -> arrival.path().equals(path)).toList();
	}

	@GetMapping(path = "/page", produces = MediaType.TEXT_HTML_VALUE)
	ResponseEntity<String> page(@RequestParam(defaultValue = "strict-origin-when-cross-origin") String referrer) {
		return ResponseEntity.ok().header("Referrer-Policy", referrer).body(WritingPage.HTML);
	}

	@RequestMapping("/redirect")
	ResponseEntity<Void> redirect(@RequestParam String to) {
		return ResponseEntity.status(HttpStatus.TEMPORARY_REDIRECT).header("Location", to).build();
	}

	@GetMapping(path = "/{area}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<String> events(@PathVariable String area) {
		return Flux.just("an event of " + area);
	}

	/** No cache keeps the answer, so that going back to it asks for it again. */
	@RequestMapping(path = "/{area}/{way}/{attempt}", produces = MediaType.TEXT_HTML_VALUE)
	ResponseEntity<String> write(@PathVariable String area, @PathVariable String way, @PathVariable String attempt,
			HttpMethod method, @RequestHeader(name = "Origin", defaultValue = "-") String origin,
			@RequestHeader(name = "Sec-Fetch-Site", defaultValue = "-") String site,
			@RequestHeader("Host") String host) {
		String path = "/" + area + "/" + way + "/" + attempt;
		this.arrivals.add(new Arrival(method.name(), path, origin, site, host));
		return ResponseEntity.ok()
			.header("Cache-Control", "no-store")
			.body("<!doctype html><title>Done</title><p id=done>Done.</p><a id=onward href=/page>Onward</a>");
	}

	@Bean
	static Refusals refusals() {
		return new Refusals();
	}

	/**
	 * A request that has reached the controller.
	 *
	 * @param method its method
	 * @param path its path
	 * @param origin its {@code Origin}, or {@code -}
	 * @param site its {@code Sec-Fetch-Site}, or {@code -}
	 * @param host its {@code Host}
	 */
	record Arrival(String method, String path, String origin, String site, String host) {

	}

	/** What the protection has refused, and preflights that were passed on. */
	static class Refusals implements CorsObserver {

		private final Map<String, CorsDecision> refused = new ConcurrentHashMap<>();

		private final Map<String, CorsRequest> asked = new ConcurrentHashMap<>();

		/** The reason for which what went to a path was refused, or nothing yet. */
		String reason(String path) {
			CorsDecision decision = this.refused.get(path);
			return (decision != null) ? decision.reason().code() : "";
		}

		boolean hasBeenAsked(String path) {
			return this.asked.containsKey(path);
		}

		@Override
		public void onDecision(CorsDecision decision, Supplier<CorsRequest> request) {
			CorsRequest facts = request.get();
			if (decision.reason().isOfProtection() && decision.endsExchange()) {
				this.refused.put(facts.path(), decision);
			}
			else if (facts.method().equals("OPTIONS")) {
				this.asked.put(facts.path(), facts);
			}
		}

	}

}
