package io.crossgate.cors.consumer;

import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

/**
 * WebFlux as Boot would configure it, where Boot's own module for it is missing. The
 * filter comes from the starter all the same.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFlux
class WebFluxByHand {

	@Bean
	HttpHandler httpHandler(ApplicationContext context) {
		return WebHttpHandlerBuilder.applicationContext(context).build();
	}

}
