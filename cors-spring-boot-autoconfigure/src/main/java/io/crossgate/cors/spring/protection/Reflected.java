package io.crossgate.cors.spring.protection;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;
import reactor.core.publisher.Flux;

/**
 * Reads what optional classes have, and nothing where they have it no longer.
 */
final class Reflected {

	private Reflected() {
	}

	static @Nullable Object field(Object object, String name) {
		Field field = ReflectionUtils.findField(object.getClass(), name);
		if (field == null || !field.trySetAccessible()) {
			return null;
		}
		return ReflectionUtils.getField(field, object);
	}

	static @Nullable Object call(Object object, String name) {
		Method method = ReflectionUtils.findMethod(object.getClass(), name);
		if (method == null || !method.trySetAccessible()) {
			return null;
		}
		return ReflectionUtils.invokeMethod(method, object);
	}

	/** Return the elements of a collection, or of a publisher that has them all. */
	static Collection<Object> collection(@Nullable Object found) {
		if (found instanceof Collection<?> collection) {
			return new ArrayList<>(collection);
		}
		return (found != null && found.getClass().getName().startsWith("reactor.")) ? Published.elements(found)
				: List.of();
	}

	/** Loaded only where there is Reactor. */
	private static final class Published {

		static Collection<Object> elements(Object found) {
			return (found instanceof Flux<?> flux) ? new ArrayList<>(flux.collectList().block()) : List.of();
		}

	}

}
