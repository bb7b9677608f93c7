package io.crossgate.cors.spring.conflict;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import jakarta.servlet.Filter;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.cors.CorsConfiguration;

import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.spring.conflict.content.CorsSources;
import io.crossgate.cors.spring.conflict.content.OtherCors;
import io.crossgate.cors.spring.conflict.content.OtherCors.Content;
import io.crossgate.cors.spring.conflict.content.OtherCors.Stage;

/**
 * What can be found and not read: filters that write CORS headers in code of their own,
 * told by the header's name in their class, and repositories that are exported.
 */
final class HandWrittenCors {

	/** The types of both stacks and of Jersey, as far as they are there. */
	private static final List<String> TYPES = List.of("jakarta.servlet.Filter",
			"org.springframework.web.server.WebFilter", "org.springframework.web.servlet.HandlerInterceptor",
			"org.springframework.cloud.gateway.filter.GlobalFilter", "jakarta.ws.rs.container.ContainerResponseFilter",
			"jakarta.ws.rs.container.ContainerRequestFilter");

	private static final String REGISTRATION = "org.springframework.boot.web.servlet.FilterRegistrationBean";

	private static final String KIND = "code of its own";

	private static final String WHY = "It writes " + HeaderNames.ALLOW_ORIGIN
			+ " in code, which can't be read: look whether it answers with whatever origin asks.";

	private static final String EXPORTED = "Spring Data REST exports the repository below a path that is not read: "
			+ "write a policy for that path.";

	private static final String AWARE = "org.springframework.data.rest.webmvc.config.CorsConfigurationAware";

	private static final String CONFIGURER = "org.springframework.data.rest.webmvc.config.RepositoryRestConfigurer";

	private static final String CONFIGURED = "Spring Data REST asks it for what it exports, and for nothing else: write a "
			+ "policy for those paths.";

	private HandWrittenCors() {
	}

	static List<OtherCors> find(ConfigurableListableBeanFactory beans) {
		Map<Class<?>, String> found = new LinkedHashMap<>();
		for (String type : TYPES) {
			if (isPresent(type)) {
				for (String name : beans.getBeanNamesForType(resolve(type), true, false)) {
					add(found, beans.getBean(name), BeanLocation.of(beans, name));
				}
			}
		}
		if (isPresent(REGISTRATION) && isPresent(TYPES.get(0))) {
			Registered.add(found, beans);
		}
		List<OtherCors> speakers = repositories(beans, "org.springframework.data.repository.Repository");
		speakers.addAll(exported(beans, AWARE, CONFIGURER));
		found.forEach((type, where) -> {
			speakers.add(new OtherCors(KIND, where, Stage.FILTER, Content.unread(WHY)));
			Content read = CorsSources.ofCode(type, where);
			if (!read.rules().isEmpty()) {
				speakers.add(new OtherCors(KIND, where, Stage.ELSEWHERE, read));
			}
		});
		return speakers;
	}

	/**
	 * Finds repositories with annotations, which Spring Data REST exports below paths of
	 * its own.
	 * @param beans the beans of the application
	 * @param type the type of repositories, if it is there
	 */
	static List<OtherCors> repositories(ConfigurableListableBeanFactory beans, String type) {
		List<OtherCors> speakers = new ArrayList<>();
		if (isPresent(type)) {
			for (String name : beans.getBeanNamesForType(resolve(type), true, false)) {
				if (beans.findAnnotationOnBean(name, CrossOrigin.class) != null) {
					speakers.add(new OtherCors("@CrossOrigin", annotated(beans.getBean(name).getClass()), Stage.HANDLER,
							Content.unread(EXPORTED)));
				}
			}
		}
		return speakers;
	}

	/**
	 * Finds what is configured for all repositories that Spring Data REST exports.
	 * @param beans the beans of the application
	 * @param aware the type of what knows it, if it is there
	 * @param configurer the type of what the application configures it with
	 */
	static List<OtherCors> exported(ConfigurableListableBeanFactory beans, String aware, String configurer) {
		List<OtherCors> speakers = new ArrayList<>();
		Method mapped = isPresent(aware) ? ReflectionUtils.findMethod(resolve(aware), "getCorsConfigurations") : null;
		if (mapped != null && isPresent(configurer)) {
			ReflectionUtils.makeAccessible(mapped);
			List<String> where = Arrays.stream(beans.getBeanNamesForType(resolve(configurer), true, false))
				.map((name) -> BeanLocation.of(beans, name))
				.filter((place) -> !place.startsWith("org.springframework."))
				.toList();
			String author = (where.size() == 1) ? where.get(0) : configurer;
			for (Object known : beans.getBeansOfType(resolve(aware), true, false).values()) {
				Map<String, CorsConfiguration> byPath = new LinkedHashMap<>();
				((Map<?, ?>) Objects.requireNonNull(ReflectionUtils.invokeMethod(mapped, known)))
					.forEach((path, said) -> byPath.put(String.valueOf(path), (CorsConfiguration) said));
				if (!byPath.isEmpty()) {
					Content content = CorsSources.byPath(byPath, author);
					speakers.add(new OtherCors("RepositoryRestConfigurer", author, Stage.ELSEWHERE,
							new Content(content.rules(), List.of(CONFIGURED))));
				}
			}
		}
		return speakers;
	}

	/** A repository is a proxy, whose interface has the annotation. */
	private static String annotated(Class<?> type) {
		for (Class<?> declared : ClassUtils.getAllInterfacesForClass(type)) {
			if (declared.isAnnotationPresent(CrossOrigin.class)) {
				return declared.getName();
			}
		}
		return ClassUtils.getUserClass(type).getName();
	}

	private static void add(Map<Class<?>, String> found, Object bean, String where) {
		Class<?> type = ClassUtils.getUserClass(bean);
		if (!BeanLocation.isFrameworkType(type) && !isOurs(type) && namesHeader(type)) {
			found.putIfAbsent(type, where);
		}
	}

	private static boolean isOurs(Class<?> type) {
		return Objects.equals(type.getProtectionDomain().getCodeSource(),
				HandWrittenCors.class.getProtectionDomain().getCodeSource());
	}

	/** A constant of a class stands as it is in the class file. */
	private static boolean namesHeader(Class<?> type) {
		String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
		try (InputStream bytes = type.getResourceAsStream(file)) {
			return bytes != null
					&& new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT)
						.contains(HeaderNames.ALLOW_ORIGIN.toLowerCase(Locale.ROOT));
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static Class<?> resolve(String type) {
		return ClassUtils.resolveClassName(type, HandWrittenCors.class.getClassLoader());
	}

	private static boolean isPresent(String type) {
		return ClassUtils.isPresent(type, HandWrittenCors.class.getClassLoader());
	}

	/** Loaded only where there are servlets. */
	private static final class Registered {

		static void add(Map<Class<?>, String> found, ConfigurableListableBeanFactory beans) {
			for (String name : beans.getBeanNamesForType(FilterRegistrationBean.class, true, false)) {
				Filter filter = beans.getBean(name, FilterRegistrationBean.class).getFilter();
				if (filter != null) {
					HandWrittenCors.add(found, filter, BeanLocation.of(beans, name));
				}
			}
		}

	}

}
