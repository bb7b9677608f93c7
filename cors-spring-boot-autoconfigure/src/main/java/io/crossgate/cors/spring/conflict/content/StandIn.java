package io.crossgate.cors.spring.conflict.content;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A request that was not sent: an object that has an interface and knows a few answers.
 * Of everything else it has nothing, as a bare request has.
 */
final class StandIn implements InvocationHandler {

	private final Map<String, Function<@Nullable Object[], @Nullable Object>> answers;

	private StandIn(Map<String, Function<@Nullable Object[], @Nullable Object>> answers) {
		this.answers = answers;
	}

	static <T> T of(Class<T> type, Map<String, Function<@Nullable Object[], @Nullable Object>> answers) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, new StandIn(answers)));
	}

	@Override
	@SuppressWarnings("ReferenceEquality")
	public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		@Nullable Object[] given = (arguments != null) ? arguments : new Object[0];
		Function<@Nullable Object[], @Nullable Object> answer = this.answers.get(method.getName());
		if (answer != null) {
			return answer.apply(given);
		}
		if (method.isDefault()) {
			return InvocationHandler.invokeDefault(proxy, method, given);
		}
		return switch (method.getName()) {
			case "equals" -> proxy == given[0];
			case "hashCode" -> System.identityHashCode(proxy);
			case "toString" -> "a request that no one has sent";
			default -> nothing(method.getReturnType());
		};
	}

	private static @Nullable Object nothing(Class<?> type) {
		if (type == boolean.class) {
			return false;
		}
		if (type.isPrimitive() && type != void.class) {
			return (type == long.class) ? (Object) 0L : (Object) 0;
		}
		if (type == Enumeration.class) {
			return Collections.emptyEnumeration();
		}
		return (type == Map.class) ? Map.of() : (type == List.class) ? List.of() : null;
	}

}
