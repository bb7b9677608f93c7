package io.crossgate.cors.consumer;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application with one resource, and nothing about CORS in its code.
 */
@SpringBootApplication
@RestController
public class ConsumerApplication {

	public static void main(String[] args) {
		SpringApplication.run(ConsumerApplication.class, args);
	}

	@GetMapping("/todos")
	ResponseEntity<String> todos() {
		return ResponseEntity.ok().header("X-Total", "0").body("[]");
	}

	/** The class of the event that carries the port is another one in each line. */
	@Bean
	CommandLineRunner port(Environment environment) {
		return (args) -> System.out.println("port=" + environment.getProperty("local.server.port"));
	}

}
