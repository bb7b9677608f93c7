package io.crossgate.cors.spring.conflict;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

import io.crossgate.cors.spring.conflict.content.OtherCors.Content;
import io.crossgate.cors.spring.conflict.content.OtherCors.Stage;

/**
 * Finds CORS filters inside Spring Security chains by reflection, so that Security stays
 * optional.
 */
final class SecurityFilterChains {

	private static final String SOURCE = "configSource";

	private final ConfigurableListableBeanFactory beans;

	private final String chainType;

	private final String filtersMethod;

	SecurityFilterChains(ConfigurableListableBeanFactory beans, String chainType, String filtersMethod) {
		this.beans = beans;
		this.chainType = chainType;
		this.filtersMethod = filtersMethod;
	}

	/**
	 * Finds the sources that were handed to a chain. A source or a filter that is a bean
	 * speaks for itself, Spring MVC's included.
	 */
	Map<String, Object> ownSources(Class<?> filterType, Class<?> sourceType, Function<Object, Iterable<?>> filters) {
		Map<String, Object> sources = sources(filterType, filters);
		sources.values().removeIf((source) -> isBean(sourceType, source));
		return sources;
	}

	/** Finds the sources that chains ask, by the name of the chain. */
	private Map<String, Object> sources(Class<?> filterType, Function<Object, Iterable<?>> filters) {
		Map<String, Object> sources = new LinkedHashMap<>();
		if (!ClassUtils.isPresent(this.chainType, SecurityFilterChains.class.getClassLoader())) {
			return sources;
		}
		Class<?> type = ClassUtils.resolveClassName(this.chainType, SecurityFilterChains.class.getClassLoader());
		Method method = Objects.requireNonNull(ReflectionUtils.findMethod(type, this.filtersMethod));
		for (String name : this.beans.getBeanNamesForType(type, true, false)) {
			Object found = Objects.requireNonNull(ReflectionUtils.invokeMethod(method, this.beans.getBean(name)));
			for (Object filter : filters.apply(found)) {
				if (filterType.isInstance(filter) && !isBean(filterType, filter)) {
					Object source = new DirectFieldAccessor(filter).getPropertyValue(SOURCE);
					if (source != null) {
						sources.put(name, source);
					}
				}
			}
		}
		return sources;
	}

	/** Finds them as speakers for the paths that each source tells. */
	List<DetectedCorsConfiguration> speakers(Class<?> filterType, Class<?> sourceType,
			Function<Object, Iterable<?>> filters, Function<Object, Collection<String>> paths,
			BiFunction<Object, String, Content> reader) {
		List<DetectedCorsConfiguration> configurations = new ArrayList<>();
		ownSources(filterType, sourceType, filters).forEach((name, source) -> {
			String where = BeanLocation.of(this.beans, name);
			configurations.add(DetectedCorsConfiguration.of("http.cors()", where, paths.apply(source))
				.saying(Stage.SECURITY,
						() -> SecurityMatchers.limit(reader.apply(source, where), List.of(chain(name)))));
		});
		return configurations;
	}

	/** Return the chains that ask a source which is a bean. */
	@SuppressWarnings("ReferenceEquality")
	List<Object> asking(Object source, Class<?> filterType, Function<Object, Iterable<?>> filters) {
		return sources(filterType, filters).entrySet()
			.stream()
			.filter((entry) -> entry.getValue() == source)
			.map((entry) -> chain(entry.getKey()))
			.toList();
	}

	private Object chain(String name) {
		return this.beans.getBean(name);
	}

	private boolean isBean(Class<?> type, Object object) {
		return this.beans.getBeansOfType(type, true, false).containsValue(object);
	}

}
