package io.crossgate.cors.consumer;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * What an application says about CORS before it has the starter.
 */
@Configuration(proxyBeanMethods = false)
@Profile("old")
class OldCors implements WebMvcConfigurer {

	@Override
	public void addCorsMappings(CorsRegistry registry) {
		registry.addMapping("/mapped/**").allowedOrigins("https://mapped.example.com").allowedMethods("GET", "PUT");
	}

}
