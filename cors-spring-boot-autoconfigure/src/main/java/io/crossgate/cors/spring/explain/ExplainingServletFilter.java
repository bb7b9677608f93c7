package io.crossgate.cors.spring.explain;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.spring.servlet.CorsServletFilter;

/**
 * Stands before {@link CorsServletFilter} in development and answers refusals of this
 * machine's own user with their explanation. Other requests pass.
 *
 * @since 0.1.0
 */
public final class ExplainingServletFilter implements Filter {

	private final CorsEngine engine;

	private final ConsoleExplanation explanation;

	private final ExplanationPage page;

	/**
	 * Creates a filter.
	 * @param engine decides
	 */
	public ExplainingServletFilter(CorsEngine engine) {
		this.engine = engine;
		this.explanation = new ConsoleExplanation(engine);
		this.page = new ExplanationPage(engine);
	}

	@Override
	public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest request = (HttpServletRequest) servletRequest;
		HttpServletResponse response = (HttpServletResponse) servletResponse;
		if (!ServletClient.isOwn(request)) {
			chain.doFilter(request, response);
			return;
		}
		CorsRequest facts = CorsServletFilter.toCorsRequest(request);
		String servletPath = servletPath(request);
		if (ExplanationPage.isAt(facts, servletPath)) {
			servePage(facts, request, response);
			return;
		}
		Optional<ExplanatoryResponse> answer = this.explanation.answer(facts, servletPath);
		answer.ifPresent((explained) -> write(explained, response));
		if (answer.isPresent() && answer.get().endsExchange()) {
			// Observers are notified here, because no filter behind this one does so.
			this.engine.decide(facts);
			response.setStatus(answer.get().status());
			return;
		}
		chain.doFilter(request, response);
	}

	/** Only a servlet that is mapped to a path with all below it has one. */
	private static String servletPath(HttpServletRequest request) {
		return (request.getHttpServletMapping().getMappingMatch() == MappingMatch.PATH) ? request.getServletPath() : "";
	}

	private void servePage(CorsRequest facts, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		Map<String, List<String>> query = new HashMap<>();
		request.getParameterMap().forEach((name, values) -> query.put(name, List.of(values)));
		ExplanationPage.HEADERS.forEach(response::setHeader);
		response.getWriter().write(this.page.html(facts, query));
	}

	private static void write(ExplanatoryResponse answer, HttpServletResponse response) {
		answer.headers().forEach(response::setHeader);
		if (answer.endsExchange()) {
			response.addHeader(HeaderNames.VARY, String.join(", ", answer.vary()));
		}
	}

}
