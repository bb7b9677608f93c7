package io.crossgate.cors.spring.benchmark.applications;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.WebFilter;

import io.crossgate.cors.spring.benchmark.peers.FloorReactivePeer;
import io.crossgate.cors.spring.benchmark.peers.SpringReactivePeer;
import io.crossgate.cors.spring.benchmark.scenarios.Scenarios;

/** The filters this project's stands beside in reactive applications, at its place. */
final class WebFilters {

	private WebFilters() {
	}

	/** Spring's filter. */
	@Configuration(proxyBeanMethods = false)
	static class Spring {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE + 10)
		WebFilter peer() throws Exception {
			return new SpringReactivePeer().filter(Scenarios.named("S3"));
		}

	}

	/** The floor. */
	@Configuration(proxyBeanMethods = false)
	static class Floor {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE + 10)
		WebFilter peer() throws Exception {
			return new FloorReactivePeer().filter(Scenarios.named("S3"));
		}

	}

}
