package io.crossgate.cors.spring.conflict.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.web.cors.CorsConfiguration;

import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.spring.conflict.content.OtherCors.Content;
import io.crossgate.cors.spring.conflict.content.OtherCors.Rule;

/**
 * Reads sources and filters of Spring, those of each stack only where it is there.
 *
 * @since 0.1.0
 */
public final class CorsSources {

	private CorsSources() {
	}

	/**
	 * Reads a source of a servlet application, or asks it.
	 * @param source a {@code CorsConfigurationSource}
	 * @param where where it is written
	 * @return what it says
	 */
	public static Content ofServletSource(Object source, String where) {
		return ServletSources.read(source, where);
	}

	/**
	 * Reads what a filter of a servlet application says.
	 * @param filter a {@code CorsFilter}
	 * @param where where it is written
	 * @return what it says
	 */
	public static Content ofServletFilter(Object filter, String where) {
		return ServletSources.ofFilter(filter, where);
	}

	/**
	 * Reads a source of a reactive application, or asks it.
	 * @param source a {@code CorsConfigurationSource}
	 * @param where where it is written
	 * @return what it says
	 */
	public static Content ofReactiveSource(Object source, String where) {
		return ReactiveSources.read(source, where);
	}

	/**
	 * Reads what a filter of a reactive application says.
	 * @param filter a {@code CorsWebFilter}
	 * @param where where it is written
	 * @return what it says
	 */
	public static Content ofReactiveFilter(Object filter, String where) {
		return ReactiveSources.ofFilter(filter, where);
	}

	/**
	 * Reads which origins a class writes by itself, as far as its bytecode says.
	 * @param type the class
	 * @param where where it is written
	 * @return what it writes on every path
	 */
	public static Content ofCode(Class<?> type, String where) {
		return WrittenOrigins.of(type, where);
	}

	/**
	 * Return whom a filter asks.
	 * @param filter a {@code CorsFilter} or {@code CorsWebFilter}
	 * @return its source
	 */
	public static @Nullable Object askedBy(Object filter) {
		return new DirectFieldAccessor(filter).getPropertyValue("configSource");
	}

	/**
	 * Return rules in the order of a map.
	 * @param byPath configurations by path pattern
	 * @param where where they are written
	 * @return the rules; those that decide in code are not read
	 */
	public static Content byPath(Map<String, CorsConfiguration> byPath, String where) {
		List<Rule> rules = new ArrayList<>();
		List<String> unread = new ArrayList<>();
		byPath.forEach((path, configuration) -> {
			if (configuration.getClass() == CorsConfiguration.class) {
				rules.add(new Rule(path, configuration, where));
			}
			else {
				AskedSource.decidesInCode(configuration).unread().forEach((why) -> unread.add(path + ": " + why));
			}
		});
		return new Content(rules, unread);
	}

	/**
	 * Return what a source by path asks, in the order of registration. One of the two
	 * stacks keeps it to itself, and the other tells it in no order.
	 */
	static Map<String, CorsConfiguration> mapped(Object source) {
		Map<String, CorsConfiguration> mapped = new LinkedHashMap<>();
		if (new DirectFieldAccessor(source).getPropertyValue("corsConfigurations") instanceof Map<?, ?> byPattern) {
			byPattern.forEach((pattern, configuration) -> {
				if (configuration instanceof CorsConfiguration said) {
					mapped.put(String.valueOf(pattern), said);
				}
			});
		}
		return mapped;
	}

	static String ownProcessor(Object processor) {
		return "Its processor is " + processor.getClass().getName() + ", which decides in code.";
	}

	/** The headers of a request that was not sent. */
	static Map<String, String> headers(String method, @Nullable String origin) {
		Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		headers.put(HeaderNames.HOST, "localhost");
		if (origin != null) {
			headers.put(HeaderNames.ORIGIN, origin);
			if (method.equals("OPTIONS")) {
				headers.put(HeaderNames.REQUEST_METHOD, "PUT");
			}
		}
		return headers;
	}

}
