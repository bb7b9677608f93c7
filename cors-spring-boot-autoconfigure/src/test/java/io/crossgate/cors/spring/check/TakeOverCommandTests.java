package io.crossgate.cors.spring.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.filter.OncePerRequestFilter;

import io.crossgate.cors.spring.Server;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code --cors.check} says of other CORS code, and {@code --cors.check.takeover} of
 * policies in its place.
 */
class TakeOverCommandTests {

	private static final String HERE = TakeOverCommandTests.class.getName() + "$";

	@TempDir
	private Path folder;

	@Test
	void otherCodeIsJudgedAtItsPlace() throws Exception {
		configure("""
				management:
				  endpoints:
				    web:
				      cors:
				        allowed-origins:
				          - https://ops.example.com
				          - ops.example.com
				""");
		CheckedProcess checked = CheckedProcess.run(this.folder, Server.TOMCAT, Old.class, "--cors.check");
		assertThat(checked.exitCode()).as(checked::toString).isEqualTo(CheckReport.FINDINGS);
		assertThat(checked.out())
			.contains("ERROR  any-origin-with-credentials", "CorsFilter for /api/** = *", HERE + "Old#corsFilter")
			.contains("ERROR  malformed-origin", "property for /actuator/** = ops.example.com", "application.yml:7:13")
			.contains("--cors.check.takeover");
	}

	/**
	 * The same codes hold for what is written by hand, as far as its bytecode says it.
	 */
	@Test
	void reflectionByHandIsAnError() throws Exception {
		configure("");
		CheckedProcess checked = CheckedProcess.run(this.folder, Server.TOMCAT, ByHand.class, "--cors.check");
		assertThat(checked.exitCode()).as(checked::toString).isEqualTo(CheckReport.FINDINGS);
		assertThat(checked.out()).contains("ERROR  any-origin-with-credentials", "code of its own for /** = *",
				HERE + "ByHand#reflecting", "NOTE   unread-cors");
		CheckedProcess printed = CheckedProcess.run(this.folder, Server.TOMCAT, ByHand.class, "--cors.check.takeover");
		assertThat(printed.out()).as(printed::toString).doesNotContain("policies:\n").contains("code of its own");
	}

	/** What is printed starts in the place of the code, with nothing left to say. */
	@Test
	void policiesArePrintedThatTakeItsPlace() throws Exception {
		configure("");
		CheckedProcess printed = CheckedProcess.run(this.folder, Server.TOMCAT, Old.class, "--cors.check.takeover");
		assertThat(printed.out()).startsWith("# What decides about CORS today")
			.contains("narrower: every website could call with cookies")
			.contains("#   CorsFilter " + HERE + "Old#corsFilter", "#   @CrossOrigin " + HERE + "News (1 method)")
			.doesNotContain("exit code");
		configure(printed.out());
		CheckedProcess checked = CheckedProcess.run(this.folder, Server.TOMCAT, Applications.Orders.class,
				"--cors.check");
		assertThat(checked.out()).as(checked::toString).doesNotContain("ERROR", "RISK");
		assertThat(checked.exitCode()).isZero();
	}

	@ParameterizedTest
	@EnumSource(names = { "JETTY", "NETTY" })
	void nothingIsPrintedWhereThereIsNothingToTakeOver(Server server) throws Exception {
		configure("");
		CheckedProcess printed = CheckedProcess.run(this.folder, server, Applications.Orders.class,
				"--cors.check.takeover", "--cors.check.output=report.txt");
		assertThat(printed.out()).as(printed::toString)
			.isEqualToNormalizingNewlines("# There is no other CORS code to take over.\n");
		assertThat(this.folder.resolve("report.txt")).content().contains("exit code 0");
	}

	private void configure(String yaml) throws Exception {
		Files.writeString(this.folder.resolve("application.yml"), yaml);
	}

	@Configuration(proxyBeanMethods = false)
	static class Old extends Applications.Orders {

		@Bean
		CorsFilter corsFilter() {
			CorsConfiguration configuration = new CorsConfiguration();
			configuration.setAllowedOriginPatterns(List.of("*"));
			configuration.setAllowedMethods(List.of("GET", "HEAD", "POST"));
			configuration.setAllowedHeaders(List.of("Content-Type"));
			configuration.setAllowCredentials(true);
			UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
			source.registerCorsConfiguration("/api/**", configuration);
			return new CorsFilter(source);
		}

		@Bean
		News news() {
			return new News();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ByHand extends Applications.Orders {

		@Bean
		Filter reflecting() {
			return new Reflecting();
		}

	}

	static class Reflecting extends OncePerRequestFilter {

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			response.setHeader("Access-Control-Allow-Origin", request.getHeader("Origin"));
			response.setHeader("Access-Control-Allow-Credentials", "true");
			chain.doFilter(request, response);
		}

	}

	@RestController
	static class News {

		@CrossOrigin("https://app.example.com")
		@GetMapping("/news")
		String news() {
			return "news";
		}

	}

}
