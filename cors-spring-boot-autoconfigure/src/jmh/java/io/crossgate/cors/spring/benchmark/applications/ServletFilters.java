package io.crossgate.cors.spring.benchmark.applications;

import jakarta.servlet.Filter;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

import io.crossgate.cors.spring.benchmark.exchanges.ServletPeer;
import io.crossgate.cors.spring.benchmark.peers.FloorServletPeer;
import io.crossgate.cors.spring.benchmark.peers.SpringServletPeer;
import io.crossgate.cors.spring.benchmark.scenarios.Scenarios;

/** The filters this project's stands beside in servlet applications, at its place. */
final class ServletFilters {

	private ServletFilters() {
	}

	private static FilterRegistrationBean<Filter> register(ServletPeer peer) throws Exception {
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(peer.filter(Scenarios.named("S3")));
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
		return registration;
	}

	/** Spring's filter. */
	@Configuration(proxyBeanMethods = false)
	static class Spring {

		@Bean
		FilterRegistrationBean<Filter> peer() throws Exception {
			return register(new SpringServletPeer());
		}

	}

	/** The floor. */
	@Configuration(proxyBeanMethods = false)
	static class Floor {

		@Bean
		FilterRegistrationBean<Filter> peer() throws Exception {
			return register(new FloorServletPeer());
		}

	}

}
