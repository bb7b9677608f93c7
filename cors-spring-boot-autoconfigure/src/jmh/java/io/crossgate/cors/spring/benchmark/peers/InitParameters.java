package io.crossgate.cors.spring.benchmark.peers;

import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

/**
 * The init parameters of a filter, without a container.
 *
 * @param values the parameters
 */
record InitParameters(Map<String, String> values) implements FilterConfig {

	@Override
	public String getFilterName() {
		return "cors";
	}

	@Override
	public ServletContext getServletContext() {
		throw new UnsupportedOperationException();
	}

	@Override
	public @Nullable String getInitParameter(String name) {
		return this.values.get(name);
	}

	@Override
	public Enumeration<String> getInitParameterNames() {
		return Collections.enumeration(this.values.keySet());
	}

}
