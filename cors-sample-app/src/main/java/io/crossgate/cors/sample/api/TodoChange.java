package io.crossgate.cors.sample.api;

import org.jspecify.annotations.Nullable;

/**
 * What a client may say about a todo.
 *
 * @param title the new title, if it is to change
 * @param done the new state, if it is to change
 */
record TodoChange(@Nullable String title, @Nullable Boolean done) {

	Todo applyTo(Todo todo) {
		return new Todo(todo.id(), (this.title != null) ? this.title : todo.title(),
				(this.done != null) ? this.done : todo.done());
	}

}
