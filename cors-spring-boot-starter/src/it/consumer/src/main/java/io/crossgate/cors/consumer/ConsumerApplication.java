package io.crossgate.cors.consumer;

import java.util.Optional;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

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

	@GetMapping("/todos/{id}")
	String todo(@PathVariable long id) {
		throw new ResponseStatusException(HttpStatus.NOT_FOUND, "No todo " + id);
	}

	/** The class of the event that carries the port is another one in each line. */
	@Bean
	CommandLineRunner port(Environment environment) {
		return (args) -> Optional.ofNullable(environment.getProperty("local.server.port"))
			.ifPresent((port) -> System.out.println("port=" + port));
	}

}
