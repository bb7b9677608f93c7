package io.crossgate.cors.spring.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.saml2.provider.service.web.authentication.Saml2WebSsoAuthenticationFilter;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.web.filter.UrlHandlerFilter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.crossgate.cors.origin.OriginLookup;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.spring.Server;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a start only logs is reported, with its place.
 */
class LoggedProblemsTests {

	@TempDir
	Path folder;

	@Test
	void areFoundInTheTextAndInSarif() throws Exception {
		Files.writeString(this.folder.resolve("application.yml"), """
				cors:
				  policies:
				    orders:
				      paths: /orders/**
				      allowed-origins: https://orders.example.com
				    invoices:
				      paths: /invoices
				      allowed-origins: https://app.example.com
				      max-age: 20h
				  protection:
				    mode: enforce
				    exempt-paths: /hooks/**
				  candidate:
				    policies:
				      orders:
				        paths: /orders/**
				        allowed-origins: https://app.example.com/
				""");
		CheckedProcess checked = CheckedProcess.run(this.folder, Server.TOMCAT, Logging.class, "--cors.check",
				"--cors.check.format=sarif", "--cors.check.output=cors.sarif");
		assertThat(checked.exitCode()).as(checked::toString).isEqualTo(CheckReport.FINDINGS);
		assertThat(checked.out()).contains("ERROR  malformed-origin",
				"cors.candidate.policies.orders.allowed-origins[0] = https://app.example.com/",
				"WARN   shadowed-properties", "the properties of that name have no effect: paths, allowed-origins",
				"WARN   slash-twin", "write /invoices/**", "WARN   unknown-callback-path",
				"Saml2WebSsoAuthenticationFilter on /saml/**");
		assertThat(checked.out()).as("what is in force, once").containsOnlyOnce(" = PT20H");
		JsonNode results = JsonMapper.shared()
			.readTree(Files.readString(this.folder.resolve("cors.sarif")))
			.at("/runs/0/results");
		List<String> found = new ArrayList<>();
		for (JsonNode result : results) {
			JsonNode place = result.at("/locations/0/physicalLocation");
			found.add(result.get("ruleId").asString() + " " + place.at("/artifactLocation/uri").asString() + ":"
					+ place.at("/region/startLine").asInt());
		}
		assertThat(found).contains("max-age-capped-by-browsers application.yml:9",
				"malformed-origin application.yml:17", "shadowed-properties application.yml:4",
				"slash-twin application.yml:7", "unknown-callback-path application.yml:11");
	}

	/** Keys that do nothing, and what a running application is warned of once. */
	@Test
	void haveTheirPlaceWhateverTheyAreAbout() throws Exception {
		Files.writeString(this.folder.resolve("application.yml"), """
				spring.profiles.active: dev
				spring.web.cors.mappings: /**
				cors:
				  max-age: 1h
				  allowed-origins: https://app.example.com
				  swagger-ui: true
				  policies:
				    orders:
				      paths: /orders/**
				      mode: report-only
				      origins-from: all
				    tenants:
				      paths: /tenants/**
				      origins-from: failing
				""");
		Files.writeString(this.folder.resolve("application-dev.yml"), """
				cors:
				  allowed-origins: []
				""");
		CheckedProcess checked = CheckedProcess.run(this.folder, Server.TOMCAT, Lookups.class, "--cors.check",
				"--cors.check.format=json");
		assertThat(checked.exitCode()).as(checked::toString).isZero();
		List<String> found = new ArrayList<>();
		for (JsonNode finding : JsonMapper.shared().readTree(checked.out()).get("findings")) {
			found.add(finding.get("severity").asString() + " " + finding.get("code").asString() + " "
					+ finding.at("/place/text").asString());
		}
		assertThat(found).as(checked::toString)
			.contains("warn misplaced-key application.yml:2:27", "warn no-default-policy application.yml:4:12",
					"warn foreign-key application.yml:6:15", "warn hidden-origins application-dev.yml:2:20",
					"warn report-only application.yml:10:13", "warn accepts-every-origin application.yml:11:21",
					"warn failing-lookup application.yml:14:21", "warn explanations-behind-proxy ");
	}

	@Test
	void applicationsWithoutThemHearNothing() throws Exception {
		Files.writeString(this.folder.resolve("application.yml"), """
				cors:
				  policies:
				    invoices:
				      paths: /invoices/**
				      allowed-origins: https://app.example.com
				  candidate:
				    policies:
				      invoices:
				        paths: /invoices/**
				        allowed-origins: https://new.example.com
				""");
		CheckedProcess checked = CheckedProcess.run(this.folder, Server.TOMCAT, Logging.class, "--cors.check");
		assertThat(checked.exitCode()).as(checked::toString).isZero();
		assertThat(checked.out()).doesNotContain("candidate", "shadowed-properties", "slash-twin",
				"unknown-callback-path");
	}

	@Configuration(proxyBeanMethods = false)
	static class Lookups extends Applications.Orders {

		@Bean
		OriginLookup all() {
			return (query) -> true;
		}

		@Bean
		OriginLookup failing() {
			return (query) -> {
				throw new IllegalStateException("no database");
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Logging extends Applications.Orders {

		@Bean
		CorsPolicy policy() {
			return CorsPolicy.named("orders").paths("/orders/**").allowedOrigins("https://shop.example.com").build();
		}

		@Bean
		FilterRegistrationBean<UrlHandlerFilter> slashes() {
			return new FilterRegistrationBean<>(
					UrlHandlerFilter.trailingSlashHandler("/invoices/**").wrapRequest().build());
		}

		@Bean
		SecurityFilterChain chain() {
			return new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE,
					new Saml2WebSsoAuthenticationFilter(PathPatternRequestMatcher.withDefaults().matcher("/saml/**")));
		}

	}

}
