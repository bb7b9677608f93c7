package io.crossgate.cors.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * A CORS laboratory: one jar, on Tomcat or (with
 * {@code --spring.main.web-application-type=reactive}) on Netty.
 *
 * @since 0.1.0
 */
@SpringBootApplication
public class SampleApplication {

	/**
	 * Starts the laboratory.
	 * @param args anything Spring Boot understands
	 */
	public static void main(String[] args) {
		SpringApplication.run(SampleApplication.class, args);
	}

}
