package io.crossgate.cors.spring.conflict.content;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.RequestPath;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.server.ServerWebExchange;

import io.crossgate.cors.spring.conflict.content.OtherCors.Content;

/**
 * Reads what the sources and filters of a reactive application say.
 */
final class ReactiveSources {

	private ReactiveSources() {
	}

	static Content read(Object source, String where) {
		if (source instanceof UrlBasedCorsConfigurationSource byPath) {
			return CorsSources.byPath(CorsSources.mapped(byPath), where);
		}
		AskedSource asked = (method, path, origin) -> ((CorsConfigurationSource) source)
			.getCorsConfiguration(exchange(method, path, origin));
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

	private static ServerWebExchange exchange(String method, String path, @Nullable String origin) {
		URI uri = URI.create("http://localhost" + path);
		HttpHeaders headers = new HttpHeaders();
		CorsSources.headers(method, origin).forEach(headers::set);
		ServerHttpRequest request = StandIn.of(ServerHttpRequest.class,
				Map.of("getMethod", (arguments) -> HttpMethod.valueOf(method), "getURI", (arguments) -> uri, "getPath",
						(arguments) -> RequestPath.parse(uri, ""), "getHeaders", (arguments) -> headers, "getId",
						(arguments) -> "0"));
		Map<String, Object> attributes = new HashMap<>();
		return StandIn.of(ServerWebExchange.class,
				Map.of("getRequest", (arguments) -> request, "getAttributes", (arguments) -> attributes));
	}

}
