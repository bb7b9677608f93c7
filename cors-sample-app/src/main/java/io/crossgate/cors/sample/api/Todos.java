package io.crossgate.cors.sample.api;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.stereotype.Component;

/**
 * The todos, in memory.
 */
@Component
class Todos {

	/** The oldest give way: the page adds todos every time it is used. */
	private static final int CAPACITY = 100;

	private final ConcurrentSkipListMap<Long, Todo> todos = new ConcurrentSkipListMap<>();

	private final AtomicLong ids = new AtomicLong();

	Todos() {
		add(new TodoChange("Read the Fetch standard", false));
		add(new TodoChange("Delete the other CORS configuration", true));
		add(new TodoChange("Open the laboratory", true));
	}

	List<Todo> all() {
		return List.copyOf(this.todos.values());
	}

	Optional<Todo> find(long id) {
		return Optional.ofNullable(this.todos.get(id));
	}

	final Todo add(TodoChange content) {
		long id = this.ids.incrementAndGet();
		Todo todo = content.applyTo(new Todo(id, "Untitled", false));
		this.todos.put(id, todo);
		while (this.todos.size() > CAPACITY) {
			this.todos.pollFirstEntry();
		}
		return todo;
	}

	Optional<Todo> change(long id, TodoChange change) {
		return Optional.ofNullable(this.todos.computeIfPresent(id, (key, todo) -> change.applyTo(todo)));
	}

	boolean remove(long id) {
		return this.todos.remove(id) != null;
	}

}
