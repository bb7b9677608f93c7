package io.crossgate.cors.sample.lab;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.crossgate.cors.sample.lab.PolicyChanges.RefusedChangeException;
import io.crossgate.cors.sample.lab.PolicyChanges.View;

/**
 * Changes the policies in force, for the page that is shown on this machine alone: see
 * {@link OwnPage}.
 */
@RestController
@RequestMapping(OwnPage.PATH)
class ChangesController {

	private final PolicyChanges changes;

	ChangesController(PolicyChanges changes) {
		this.changes = changes;
	}

	@GetMapping
	View changes() {
		return this.changes.view();
	}

	/** The type is one that no form has. */
	@PostMapping(consumes = MediaType.APPLICATION_YAML_VALUE)
	View apply(@RequestBody(required = false) @Nullable String yaml) {
		return this.changes.apply((yaml != null) ? yaml : "");
	}

	@DeleteMapping("/last")
	View undo() {
		return this.changes.undo();
	}

	@ExceptionHandler
	ResponseEntity<String> refused(RefusedChangeException refused) {
		return ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT)
			.contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
			.body(refused.getMessage());
	}

}
