package io.crossgate.cors.spring.conflict;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.filter.CharacterEncodingFilter;
import org.springframework.web.filter.OncePerRequestFilter;

import io.crossgate.cors.spring.conflict.content.OtherCors;

import static org.assertj.core.api.Assertions.assertThat;

class HandWrittenCorsTests {

	private static final String HERE = HandWrittenCorsTests.class.getName() + "$";

	@Test
	void filtersAreToldByTheHeaderInTheirClass() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Filters.class)) {
			assertThat(HandWrittenCors.find(context.getBeanFactory())).extracting(OtherCors::where)
				.containsExactlyInAnyOrder(HERE + "Filters#bean", HERE + "Filters#registered");
		}
	}

	@Test
	void repositoriesAreToldByTheirAnnotation() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Repositories.class)) {
			assertThat(HandWrittenCors.repositories(context.getBeanFactory(), HERE + "Repository"))
				.extracting(OtherCors::where)
				.containsExactly(HERE + "People");
			assertThat(HandWrittenCors.repositories(context.getBeanFactory(), "org.example.Absent")).isEmpty();
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Filters {

		@Bean
		Writing bean() {
			return new Writing();
		}

		@Bean
		FilterRegistrationBean<Registered> registered() {
			return new FilterRegistrationBean<>(new Registered());
		}

		@Bean
		CharacterEncodingFilter other() {
			return new CharacterEncodingFilter();
		}

		@Bean
		Silent silent() {
			return new Silent();
		}

	}

	static class Silent extends OncePerRequestFilter {

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			chain.doFilter(request, response);
		}

	}

	static class Writing extends OncePerRequestFilter {

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
			chain.doFilter(request, response);
		}

	}

	static class Registered extends OncePerRequestFilter {

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			response.addHeader("access-control-allow-origin", "*");
			chain.doFilter(request, response);
		}

	}

	interface Repository {

	}

	@CrossOrigin
	interface People extends Repository {

	}

	interface Places extends Repository {

	}

	@Configuration(proxyBeanMethods = false)
	static class Repositories {

		@Bean
		People people() {
			return new People() {
			};
		}

		@Bean
		Places places() {
			return new Places() {
			};
		}

	}

}
