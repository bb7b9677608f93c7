package io.crossgate.cors.sample.lab;

import java.io.IOException;
import java.net.URI;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Records responses on Tomcat, those of the CORS filter among them.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ServletResponseRecorder extends OncePerRequestFilter {

	private final ResponseLog log;

	ServletResponseRecorder(ResponseLog log) {
		this.log = log;
	}

	/** What is answered later is answered in such a dispatch. */
	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		int status = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
		try {
			chain.doFilter(request, response);
			status = response.getStatus();
		}
		finally {
			if (!isAsyncStarted(request)) {
				record(request, response, status);
			}
		}
	}

	private void record(HttpServletRequest request, HttpServletResponse response, int status) {
		String query = (request.getQueryString() != null) ? "?" + request.getQueryString() : "";
		this.log.add(request.getMethod(), URI.create(request.getRequestURI() + query), status,
				(name) -> List.copyOf(response.getHeaders(name)));
	}

}
