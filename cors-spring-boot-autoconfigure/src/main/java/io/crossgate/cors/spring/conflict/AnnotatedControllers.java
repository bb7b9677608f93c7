package io.crossgate.cors.spring.conflict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.method.HandlerMethod;

/**
 * The controllers with {@link CrossOrigin @CrossOrigin} on them or on their methods.
 */
final class AnnotatedControllers {

	private final Map<String, List<Collection<String>>> byClass = new TreeMap<>();

	/**
	 * Adds those of one handler mapping, whose keys are of another type on each stack.
	 */
	<K> void add(Map<K, HandlerMethod> handlers, Function<K, Collection<String>> paths) {
		handlers.forEach((key, handler) -> add(handler, paths.apply(key)));
	}

	private void add(HandlerMethod handler, Collection<String> paths) {
		if (AnnotatedElementUtils.hasAnnotation(handler.getMethod(), CrossOrigin.class)
				|| AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), CrossOrigin.class)) {
			this.byClass.computeIfAbsent(handler.getBeanType().getName(), (name) -> new ArrayList<>()).add(paths);
		}
	}

	List<DetectedCorsConfiguration> speakers() {
		List<DetectedCorsConfiguration> configurations = new ArrayList<>();
		for (Map.Entry<String, List<Collection<String>>> controller : this.byClass.entrySet()) {
			List<Collection<String>> methods = controller.getValue();
			TreeSet<String> paths = new TreeSet<>();
			methods.forEach(paths::addAll);
			String count = (methods.size() == 1) ? " (1 method)" : " (" + methods.size() + " methods)";
			configurations.add(DetectedCorsConfiguration.of("@CrossOrigin", controller.getKey() + count, paths));
		}
		return configurations;
	}

}
