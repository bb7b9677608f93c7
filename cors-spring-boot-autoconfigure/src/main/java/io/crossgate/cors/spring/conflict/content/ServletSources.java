package io.crossgate.cors.spring.conflict.content;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

import io.crossgate.cors.spring.conflict.content.OtherCors.Content;

/**
 * Reads what the sources and filters of a servlet application say.
 */
final class ServletSources {

	private ServletSources() {
	}

	static Content read(Object source, String where) {
		if (source instanceof UrlBasedCorsConfigurationSource byPath) {
			return matched(CorsSources.byPath(CorsSources.mapped(byPath), where));
		}
		if (source.getClass().getName().startsWith("org.springframework.")) {
			// Spring MVC's own, which asks the handlers: they speak for themselves.
			return Content.NONE;
		}
		AskedSource asked = (method, path, origin) -> ((CorsConfigurationSource) source)
			.getCorsConfiguration(request(method, path, origin));
		return asked.read(where);
	}

	static Content ofFilter(Object filter, String where) {
		DirectFieldAccessor fields = new DirectFieldAccessor(filter);
		Object processor = fields.getPropertyValue("processor");
		if (processor != null && processor.getClass() != DefaultCorsProcessor.class) {
			return Content.unread(CorsSources.ownProcessor(processor));
		}
		Object source = CorsSources.askedBy(filter);
		return (source != null) ? read(source, where) : Content.NONE;
	}

	/**
	 * In front of the dispatcher paths are compared by the older matcher, to which the
	 * rest of a path is one segment.
	 */
	private static Content matched(Content content) {
		return new Content(content.rules().stream().map((rule) -> {
			int rest = rule.path().lastIndexOf("/{*");
			return (rest >= 0) ? rule.at(rule.path().substring(0, rest) + "/*") : rule;
		}).toList(), content.unread());
	}

	private static HttpServletRequest request(String method, String path, @Nullable String origin) {
		Map<String, String> headers = CorsSources.headers(method, origin);
		return StandIn.of(HttpServletRequest.class, Map.ofEntries(Map.entry("getMethod", (arguments) -> method),
				Map.entry("getRequestURI", (arguments) -> path), Map.entry("getServletPath", (arguments) -> path),
				Map.entry("getContextPath", (arguments) -> ""), Map.entry("getScheme", (arguments) -> "http"),
				Map.entry("getServerName", (arguments) -> "localhost"), Map.entry("getServerPort", (arguments) -> 80),
				Map.entry("getProtocol", (arguments) -> "HTTP/1.1"),
				Map.entry("getRequestURL", (arguments) -> url(path)),
				Map.entry("getRemoteAddr", (arguments) -> "127.0.0.1"),
				Map.entry("getHeader", (arguments) -> headers.get(String.valueOf(arguments[0]))),
				Map.entry("getHeaderNames", (arguments) -> Collections.enumeration(headers.keySet())),
				Map.entry("getHeaders", (arguments) -> {
					String value = headers.get(String.valueOf(arguments[0]));
					return Collections.enumeration((value != null) ? List.of(value) : List.of());
				})));
	}

	@SuppressWarnings("JdkObsolete")
	private static StringBuffer url(String path) {
		return new StringBuffer("http://localhost" + path);
	}

}
