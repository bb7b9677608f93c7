package io.crossgate.cors.spring.test;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.context.WebApplicationContext;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.browser.Browser;

/**
 * Answers through {@link MockMvc}.
 *
 * @param mockMvc the application
 */
record MockMvcServer(MockMvc mockMvc) implements TestServer {

	@Override
	public Answer answer(Browser.Request request, byte @Nullable [] body) {
		MockHttpServletRequestBuilder builder = MockMvcRequestBuilders.request(HttpMethod.valueOf(request.method()),
				URI.create(request.url()));
		request.headers().lines().forEach((line) -> builder.header(line.name(), line.value()));
		if (body != null) {
			builder.content(body);
		}
		try {
			MvcResult result = this.mockMvc.perform(builder).andReturn();
			return new Answer(response(result.getResponse()), reason(result));
		}
		catch (Exception ex) {
			throw new IllegalStateException(
					"%s %s has no response, because MockMvc passes the application's exception on: %s"
						.formatted(request.method(), request.url(), ex.getMessage()),
					ex);
		}
	}

	private static Browser.Response response(MockHttpServletResponse mock) {
		Browser.Response response = Browser.Response.of(mock.getStatus());
		for (String name : mock.getHeaderNames()) {
			for (String value : mock.getHeaders(name)) {
				response = response.header(name, value);
			}
		}
		return response;
	}

	private static String reason(MvcResult result) {
		List<String> reasons = new ArrayList<>();
		Exception exception = result.getResolvedException();
		if (exception != null) {
			reasons.add(exception.getClass().getSimpleName() + ": " + exception.getMessage());
		}
		String message = result.getResponse().getErrorMessage();
		if (message != null) {
			reasons.add(message);
		}
		String body = ErrorBody.text(result.getResponse().getContentAsByteArray());
		if (!body.isEmpty()) {
			reasons.add(body);
		}
		return String.join(" / ", reasons);
	}

	@Override
	public @Nullable CorsEngine engine() {
		WebApplicationContext context = this.mockMvc.getDispatcherServlet().getWebApplicationContext();
		return (context != null) ? context.getBeanProvider(CorsEngine.class).getIfUnique() : null;
	}

	@Override
	public String missingEngine() {
		return "There is no CorsEngine bean behind this MockMvc, so no policy takes part: use @WebMvcTest or "
				+ "@AutoConfigureMockMvc; a MockMvc of standaloneSetup(...) needs addFilters(new CorsServletFilter(engine)) "
				+ "and explainedBy(engine).";
	}

}
