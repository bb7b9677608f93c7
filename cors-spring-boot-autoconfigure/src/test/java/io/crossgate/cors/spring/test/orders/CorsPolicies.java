package io.crossgate.cors.spring.test.orders;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.crossgate.cors.policy.CorsPolicy;

@Configuration(proxyBeanMethods = false)
class CorsPolicies {

	@Bean
	CorsPolicy orders() {
		return CorsPolicy.named("orders")
			.paths("/orders/**")
			.allowedOrigins("https://app.example.com")
			.allowCredentials(true)
			.exposedHeaders("X-Total-Count")
			.build();
	}

}
