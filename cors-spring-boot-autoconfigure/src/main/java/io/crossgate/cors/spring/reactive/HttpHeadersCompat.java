package io.crossgate.cors.spring.reactive;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.util.MultiValueMap;

/**
 * What differs between the {@code HttpHeaders} of Spring Framework 7 and 6: the former
 * are no map, and two methods take a {@code String} that took an {@code Object} before,
 * so that code compiled against one does not link against the other.
 */
final class HttpHeadersCompat {

	private static final MethodHandle GET = find("get");

	private static final MethodHandle REMOVE = find("remove");

	/** Since Spring Framework 7; before, headers are such a map. */
	private static final @Nullable MethodHandle MAP = findMap();

	private HttpHeadersCompat() {
	}

	static List<String> of(HttpHeaders headers, String name) {
		@Nullable List<String> lines = call(GET, headers, name);
		return (lines != null) ? lines : List.of();
	}

	static void remove(HttpHeaders headers, String name) {
		call(REMOVE, headers, name);
	}

	/** Return the map behind the headers, not a copy. */
	@SuppressWarnings("unchecked")
	static MultiValueMap<String, String> map(HttpHeaders headers) {
		if (MAP == null) {
			return (MultiValueMap<String, String>) (Object) headers;
		}
		try {
			return (MultiValueMap<String, String>) MAP.invokeExact(headers);
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
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

	private static @Nullable MethodHandle findMap() {
		try {
			return MethodHandles.publicLookup()
				.findVirtual(HttpHeaders.class, "asMultiValueMap", MethodType.methodType(MultiValueMap.class));
		}
		catch (ReflectiveOperationException ex) {
			return null;
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
