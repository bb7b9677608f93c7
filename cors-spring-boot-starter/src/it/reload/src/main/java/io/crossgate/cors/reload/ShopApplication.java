package io.crossgate.cors.reload;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.context.config.annotation.RefreshScope;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.spring.autoconfigure.CorsPolicyCustomizer;

/**
 * An application with policies of every origin: properties, a bean of the refresh scope,
 * and a customizer of that scope, which is a proxy.
 */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(ShopProperties.class)
@RestController
public class ShopApplication {

	@Bean
	@RefreshScope
	CorsPolicy partner(@Value("${partner.origin}") String origin) {
		return CorsPolicy.named("partner").paths("/partner/**").allowedOrigins(origin).build();
	}

	@Bean
	@RefreshScope
	CorsPolicyCustomizer exposing(@Value("${partner.header:X-Total}") String header) {
		return (policy) -> policy.toBuilder().exposedHeaders(header).build();
	}

	@GetMapping({ "/api/todos", "/partner/todos" })
	String todos() {
		return "[]";
	}

}
