package io.crossgate.cors.spring.check;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.spring.Server;
import io.crossgate.cors.spring.Server.Running;
import io.crossgate.cors.spring.check.Check.Application;
import io.crossgate.cors.spring.check.Check.Locator;
import io.crossgate.cors.spring.check.Finding.Place;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Paths on which refusals of Spring Security lose their CORS headers.
 */
class SecurityCorsCheckTests {

	@Test
	void securityThatAsksMvcIsNamedWhereNoPolicyAnswersBefore() {
		assertThat(check(AskingMvc.class))
			.containsExactly("security-drops-headers @CrossOrigin for /open at " + OpenController.class.getName());
		assertThat(check(AskingMvc.class, "cors.allowed-origins=https://app.example.com")).isEmpty();
	}

	@Test
	void securityThatAsksNobodyLosesNothing() {
		assertThat(check(AskingNobody.class)).isEmpty();
	}

	private static List<String> check(Class<?> security, String... properties) {
		try (Running running = Server.TOMCAT.startSecured(List.of(security, OpenController.class), properties)) {
			return new SecurityCorsCheck()
				.check(new Application(running.context(), running.context().getBean(CorsEngine.class).policies(),
						new Nowhere()))
				.stream()
				.map((finding) -> finding.code() + " " + finding.subject() + " at " + finding.place().type())
				.toList();
		}
	}

	private static final class Nowhere implements Locator {

		@Override
		public Place locate(String name) {
			return Place.UNKNOWN;
		}

		@Override
		public Place locate(String policy, String key) {
			return Place.UNKNOWN;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AskingMvc {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) throws Exception {
			return http.cors(Customizer.withDefaults()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AskingNobody {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) throws Exception {
			return http.cors((cors) -> cors.disable()).build();
		}

	}

	@RestController
	@CrossOrigin("https://app.example.com")
	static class OpenController {

		@GetMapping("/open")
		String open() {
			return "open";
		}

	}

}
