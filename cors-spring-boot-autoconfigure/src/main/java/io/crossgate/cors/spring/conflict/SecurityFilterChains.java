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
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

import io.crossgate.cors.spring.conflict.content.OtherCors;
import io.crossgate.cors.spring.conflict.content.OtherCors.Content;
import io.crossgate.cors.spring.conflict.content.OtherCors.Stage;

/**
 * Finds CORS filters inside Spring Security chains by reflection, so that Security stays
 * optional.
 */
final class SecurityFilterChains {

	/** The class of the chains of a servlet application. */
	static final String SERVLET = "org.springframework.security.web.SecurityFilterChain";

	/** The bean that asks all chains of a servlet application. */
	static final String PROXY = "springSecurityFilterChain";

	private static final String SOURCE = "configSource";

	private final ConfigurableListableBeanFactory beans;

	private final String chainType;

	private final String filtersMethod;

	private final Function<Object, Iterable<?>> filters;

	private final Class<?> filterType;

	private final Class<?> sourceType;

	/**
	 * Creates a reader of the chains of a stack.
	 * @param beans the application's beans
	 * @param chainType the name of the class of chains, which need not be there
	 * @param filtersMethod the method of a chain that returns its filters
	 * @param filters reads what that method returns
	 * @param filterType the CORS filter of the stack
	 * @param sourceType what that filter asks
	 */
	SecurityFilterChains(ConfigurableListableBeanFactory beans, String chainType, String filtersMethod,
			Function<Object, Iterable<?>> filters, Class<?> filterType, Class<?> sourceType) {
		this.beans = beans;
		this.chainType = chainType;
		this.filtersMethod = filtersMethod;
		this.filters = filters;
		this.filterType = filterType;
		this.sourceType = sourceType;
	}

	/**
	 * Finds the sources that were handed to a chain. A source or a filter that is a bean
	 * speaks for itself, Spring MVC's included.
	 */
	Map<String, Object> ownSources() {
		Map<String, Object> sources = new LinkedHashMap<>();
		if (isPresent()) {
			for (String name : this.beans.getBeanNamesForType(type(), true, false)) {
				Object filter = filter(this.beans.getBean(name));
				Object source = (filter != null && name(this.filterType, filter) == null) ? source(filter) : null;
				if (source != null && name(this.sourceType, source) == null) {
					sources.put(name, source);
				}
			}
		}
		return sources;
	}

	/**
	 * Finds them for the paths that each source tells. The chains are read by themselves.
	 */
	List<DetectedCorsConfiguration> speakers(Function<Object, Collection<String>> paths) {
		List<DetectedCorsConfiguration> configurations = new ArrayList<>();
		ownSources().forEach((name, source) -> configurations
			.add(DetectedCorsConfiguration.of("http.cors()", BeanLocation.of(this.beans, name), paths.apply(source))));
		return configurations;
	}

	/** Return whether a chain asks a source which is a bean. */
	@SuppressWarnings("ReferenceEquality")
	boolean ask(Object source) {
		return isPresent() && chains().stream().anyMatch((chain) -> {
			Object filter = filter(chain);
			return filter != null && source(filter) == source;
		});
	}

	/**
	 * Reads what the chains say, those that say nothing included, in the order in which
	 * requests meet them.
	 * @param own whether a filter that is a bean speaks by itself, in front of Security
	 * or behind it
	 */
	List<OtherCors> read(BiFunction<Object, String, Content> reader, Predicate<Object> own) {
		List<OtherCors> speakers = new ArrayList<>();
		for (Object chain : isPresent() ? chains() : List.of()) {
			SecurityMatchers matchers = SecurityMatchers.of(chain);
			String name = name(type(), chain);
			// Paths that are kept from Security have a chain that is no bean.
			String where = (name != null) ? BeanLocation.of(this.beans, name) : "WebSecurity#ignoring";
			Object filter = filter(chain);
			if (filter != null && !own.test(filter)) {
				Object source = source(filter);
				String bean = (source != null) ? name(this.sourceType, source) : null;
				String said = (bean != null) ? BeanLocation.of(this.beans, bean) : where;
				Content content = reader.apply(filter, said);
				if (!content.rules().isEmpty() || !content.unread().isEmpty()) {
					speakers.add(new OtherCors((bean != null) ? "CorsConfigurationSource" : "http.cors()", said,
							Stage.SECURITY, matchers.limit(content)));
					continue;
				}
			}
			if (!matchers.patterns().isEmpty()) {
				speakers.add(new OtherCors(ClassUtils.getShortName(this.chainType), where, Stage.SECURITY,
						matchers.limit(Content.NONE)));
			}
		}
		return speakers;
	}

	private boolean isPresent() {
		return ClassUtils.isPresent(this.chainType, SecurityFilterChains.class.getClassLoader());
	}

	private Class<?> type() {
		return ClassUtils.resolveClassName(this.chainType, SecurityFilterChains.class.getClassLoader());
	}

	private List<?> chains() {
		Object proxy = this.beans.containsBean(PROXY) ? this.beans.getBean(PROXY) : null;
		for (String inside : List.of("getFilterChainProxy", "getFilterChains")) {
			Method method = (proxy != null) ? ReflectionUtils.findMethod(proxy.getClass(), inside) : null;
			if (method != null) {
				ReflectionUtils.makeAccessible(method);
				proxy = ReflectionUtils.invokeMethod(method, proxy);
			}
		}
		return (proxy instanceof List<?> chains && chains.stream().allMatch(type()::isInstance)) ? chains
				: this.beans.getBeanProvider(type()).orderedStream().toList();
	}

	private @Nullable Object filter(Object chain) {
		Method method = Objects.requireNonNull(ReflectionUtils.findMethod(type(), this.filtersMethod));
		for (Object filter : this.filters.apply(Objects.requireNonNull(ReflectionUtils.invokeMethod(method, chain)))) {
			if (this.filterType.isInstance(filter)) {
				return filter;
			}
		}
		return null;
	}

	private static @Nullable Object source(Object filter) {
		return new DirectFieldAccessor(filter).getPropertyValue(SOURCE);
	}

	@SuppressWarnings("ReferenceEquality")
	private @Nullable String name(Class<?> type, Object object) {
		return this.beans.getBeansOfType(type, true, false)
			.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() == object)
			.map(Map.Entry::getKey)
			.findFirst()
			.orElse(null);
	}

}
