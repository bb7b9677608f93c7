package io.crossgate.cors.sample.api;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * The todos over HTTP.
 */
@RestController
@RequestMapping("/api/todos")
class TodoController {

	private static final int LONGEST_TITLE = 200;

	private final Todos todos;

	TodoController(Todos todos) {
		this.todos = todos;
	}

	@GetMapping
	ResponseEntity<List<Todo>> list() {
		List<Todo> all = this.todos.all();
		// The policy exposes the first header and not the second.
		return ResponseEntity.ok()
			.header("X-Total-Count", Integer.toString(all.size()))
			.header("X-Page-Size", "100")
			.body(all);
	}

	@GetMapping("/{id}")
	Todo get(@PathVariable long id) {
		return this.todos.find(id).orElseThrow(TodoController::notFound);
	}

	@PostMapping
	ResponseEntity<Todo> create(@RequestBody TodoChange content) {
		Todo todo = this.todos.add(checked(content));
		return ResponseEntity.created(URI.create("/api/todos/" + todo.id())).body(todo);
	}

	@PutMapping("/{id}")
	Todo replace(@PathVariable long id, @RequestBody TodoChange content) {
		return this.todos.change(id, checked(content)).orElseThrow(TodoController::notFound);
	}

	@PatchMapping("/{id}")
	Todo update(@PathVariable long id, @RequestBody TodoChange change) {
		return this.todos.change(id, checked(change)).orElseThrow(TodoController::notFound);
	}

	@DeleteMapping("/{id}")
	ResponseEntity<Void> delete(@PathVariable long id) {
		if (!this.todos.remove(id)) {
			throw notFound();
		}
		return ResponseEntity.noContent().build();
	}

	@GetMapping("/export")
	ResponseEntity<String> export() {
		String csv = this.todos.all()
			.stream()
			.map((todo) -> todo.id() + ",\"" + todo.title().replace("\"", "\"\"") + "\"," + todo.done() + "\r\n")
			.collect(Collectors.joining("", "id,title,done\r\n", ""));
		return ResponseEntity.ok()
			.contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
			.header(HttpHeaders.CONTENT_DISPOSITION,
					ContentDisposition.attachment().filename("todos.csv").build().toString())
			.body(csv);
	}

	private static TodoChange checked(TodoChange change) {
		if (change.title() != null && change.title().length() > LONGEST_TITLE) {
			throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE, "A title has at most 200 characters");
		}
		return change;
	}

	private static ResponseStatusException notFound() {
		return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such todo");
	}

}
