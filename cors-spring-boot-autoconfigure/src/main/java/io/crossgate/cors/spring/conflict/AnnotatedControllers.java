package io.crossgate.cors.spring.conflict;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.method.HandlerMethod;

import io.crossgate.cors.spring.conflict.content.OtherCors.Content;
import io.crossgate.cors.spring.conflict.content.OtherCors.Rule;
import io.crossgate.cors.spring.conflict.content.OtherCors.Stage;
import io.crossgate.cors.spring.paths.DeployedPaths;

/**
 * The controllers with {@link CrossOrigin @CrossOrigin} on them or on their methods, and
 * beside them those without, which share their paths.
 */
final class AnnotatedControllers {

	static final String KIND = "@CrossOrigin";

	private final Map<String, List<Mapped>> byClass = new TreeMap<>();

	private final List<Mapped> bare = new ArrayList<>();

	/** Functional routes, which have no annotations and are asked first. */
	private final List<Rule> routes = new ArrayList<>();

	/** Handler mappings of the application's own. */
	private final List<DetectedCorsConfiguration> own = new ArrayList<>();

	private boolean speaking;

	/**
	 * Adds those of one handler mapping, whose keys are of another type on each stack.
	 */
	<K> void add(Object mapping, Class<K> type, Map<K, HandlerMethod> handlers, Function<K, Collection<String>> paths,
			Function<K, Collection<?>> methods, Predicate<K> conditional) {
		for (Map.Entry<K, HandlerMethod> entry : handlers.entrySet()) {
			K key = entry.getKey();
			HandlerMethod handler = entry.getValue();
			List<String> names = new ArrayList<>();
			for (Object method : methods.apply(key)) {
				names.add(method.toString());
			}
			Collections.sort(names);
			Mapped mapped = new Mapped(mapping, type, key, handler, paths.apply(key), names, conditional.test(key));
			if (mapped.isAnnotated()) {
				this.byClass.computeIfAbsent(handler.getBeanType().getName(), (name) -> new ArrayList<>()).add(mapped);
			}
			else {
				this.bare.add(mapped);
			}
		}
	}

	void addRoutes(@Nullable Object function) {
		if (function != null) {
			DeployedPaths.routes(function)
				.forEach((route) -> this.routes
					.add(new Rule(route.getKey(), null, List.copyOf(route.getValue()), "a functional route")));
		}
	}

	/**
	 * Adds the mappings of the application's own, which no configurer speaks for.
	 * @param beans the application's beans
	 * @param type the type of mappings on this stack
	 * @param paths the patterns that one maps; none if they can't be told
	 */
	<M> void addOwn(ConfigurableListableBeanFactory beans, Class<M> type, Function<M, Collection<String>> paths) {
		for (String name : beans.getBeanNamesForType(type, true, false)) {
			String where = BeanLocation.of(beans, name);
			if (!where.startsWith("org.springframework.")) {
				M mapping = beans.getBean(name, type);
				addOwn(mapping, where, paths.apply(mapping));
			}
		}
	}

	private void addOwn(Object mapping, String where, Collection<String> paths) {
		Method method = ReflectionUtils.findMethod(mapping.getClass(), "hasCorsConfigurationSource", Object.class);
		boolean known = method != null;
		boolean speaks = true;
		if (method != null) {
			ReflectionUtils.makeAccessible(method);
			speaks = Boolean.TRUE.equals(ReflectionUtils.invokeMethod(method, mapping, new Object()));
		}
		this.speaking |= speaks && known;
		List<String> mapped = paths.isEmpty() ? DetectedCorsConfiguration.EVERYWHERE : List.copyOf(paths);
		Content content = speaks ? Content.unread("what it says of its own handlers is not read").within(mapped)
				: Content.of(mapped.stream().map((path) -> new Rule(path, null, List.of(), where)).toList());
		// It speaks for no path, so that no inventory names it.
		this.own
			.add(DetectedCorsConfiguration.of("HandlerMapping", where, List.of()).saying(Stage.MAPPING, () -> content));
	}

	/** Adds a mapping whose paths match others than the same patterns of policies do. */
	void addCaseInsensitive(String where) {
		this.own.add(DetectedCorsConfiguration.of("HandlerMapping", where, List.of())
			.saying(Stage.MAPPING, () -> Content.unread("paths match in any case")));
	}

	/**
	 * Return who speaks.
	 * @param inFront whether something is said in front of the handlers
	 */
	List<DetectedCorsConfiguration> speakers(boolean inFront) {
		List<DetectedCorsConfiguration> configurations = new ArrayList<>();
		for (Map.Entry<String, List<Mapped>> controller : this.byClass.entrySet()) {
			List<Mapped> methods = controller.getValue();
			TreeSet<String> paths = new TreeSet<>();
			methods.forEach((mapped) -> paths.addAll(mapped.paths));
			String count = (methods.size() == 1) ? " (1 method)" : " (" + methods.size() + " methods)";
			configurations.add(DetectedCorsConfiguration.of(KIND, controller.getKey() + count, paths)
				.saying(Stage.HANDLER, () -> rules(methods)));
		}
		if (!configurations.isEmpty() && !this.routes.isEmpty()) {
			configurations.add(DetectedCorsConfiguration.of("functional routes", "", List.of())
				.saying(Stage.HANDLER, () -> Content.of(this.routes)));
		}
		if (!configurations.isEmpty() && !this.bare.isEmpty()) {
			// They speak for no path, so that no inventory names them.
			configurations.add(DetectedCorsConfiguration.of("handlers without " + KIND, "", List.of())
				.saying(Stage.HANDLER, () -> rules(this.bare)));
		}
		if (inFront || this.speaking || !configurations.isEmpty()) {
			configurations.addAll(this.own);
		}
		return configurations;
	}

	private static Content rules(List<Mapped> handlers) {
		List<Rule> rules = new ArrayList<>();
		for (Mapped mapped : handlers) {
			CorsConfiguration configuration = mapped.configuration();
			String where = mapped.handler.getBeanType().getName() + "#" + mapped.handler.getMethod().getName();
			mapped.paths
				.forEach((path) -> rules.add(new Rule(path, configuration, mapped.methods, where, mapped.conditional)));
		}
		return Content.of(rules);
	}

	/**
	 * One method of a controller.
	 *
	 * @param mapping the handler mapping that knows it
	 * @param type the type of the mapping's keys
	 * @param key what it is mapped by
	 * @param handler the method
	 * @param paths the patterns it is mapped to
	 * @param methods the methods it is mapped to; empty for every one
	 * @param conditional whether it is mapped by more than path and method
	 */
	private record Mapped(Object mapping, Class<?> type, Object key, HandlerMethod handler, Collection<String> paths,
			List<String> methods, boolean conditional) {

		boolean isAnnotated() {
			return AnnotatedElementUtils.hasAnnotation(this.handler.getMethod(), CrossOrigin.class)
					|| AnnotatedElementUtils.hasAnnotation(this.handler.getBeanType(), CrossOrigin.class);
		}

		/**
		 * What Spring makes of the annotations, which only the mapping itself can tell.
		 */
		@Nullable CorsConfiguration configuration() {
			if (!isAnnotated()) {
				return null;
			}
			Method method = ReflectionUtils.findMethod(this.mapping.getClass(), "initCorsConfiguration", Object.class,
					Method.class, this.type);
			if (method == null) {
				throw new IllegalStateException(this.mapping.getClass().getName() + " does not tell");
			}
			ReflectionUtils.makeAccessible(method);
			return (CorsConfiguration) ReflectionUtils.invokeMethod(method, this.mapping, this.handler.getBean(),
					this.handler.getMethod(), this.key);
		}

	}

}
