package io.crossgate.cors.spring.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.http.HttpHeaders;
import org.springframework.util.ReflectionUtils;

/**
 * What a native image must keep although nothing refers to it: the methods of
 * {@code HttpHeaders} that differ between versions of Spring Framework and are looked up
 * by name.
 */
class CorsRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		ReflectionUtils.doWithMethods(HttpHeaders.class,
				(method) -> hints.reflection().registerMethod(method, ExecutableMode.INVOKE),
				(method) -> method.getParameterCount() == 1 && List.of("get", "remove").contains(method.getName()));
	}

}
