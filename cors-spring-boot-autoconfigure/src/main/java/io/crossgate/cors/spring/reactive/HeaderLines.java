package io.crossgate.cors.spring.reactive;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * The two methods of {@code HttpHeaders} that take a {@code String} since Spring
 * Framework 7 and took an {@code Object} before, so that code compiled against one does
 * not link against the other.
 */
final class HeaderLines {

	private static final MethodHandle GET = find("get");

	private static final MethodHandle REMOVE = find("remove");

	private HeaderLines() {
	}

	static List<String> of(HttpHeaders headers, String name) {
		@Nullable List<String> lines = call(GET, headers, name);
		return (lines != null) ? lines : List.of();
	}

	static void remove(HttpHeaders headers, String name) {
		call(REMOVE, headers, name);
	}

	@SuppressWarnings("unchecked")
	private static @Nullable List<String> call(MethodHandle method, HttpHeaders headers, String name) {
		try {
			return (List<String>) (Object) method.invokeExact(headers, name);
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static MethodHandle find(String method) {
		try {
			return find(method, String.class);
		}
		catch (ReflectiveOperationException ex) {
			try {
				return find(method, Object.class);
			}
			catch (ReflectiveOperationException older) {
				throw new IllegalStateException("HttpHeaders has no " + method + "(String)", older);
			}
		}
	}

	private static MethodHandle find(String method, Class<?> parameter) throws ReflectiveOperationException {
		return MethodHandles.publicLookup()
			.findVirtual(HttpHeaders.class, method, MethodType.methodType(List.class, parameter))
			.asType(MethodType.methodType(Object.class, HttpHeaders.class, String.class));
	}

}
