package io.crossgate.cors.spring.test;

import java.net.URI;
import java.util.function.Function;

import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

import io.crossgate.cors.browser.BrowserRequest;
import io.crossgate.cors.browser.BrowserResponse;

/**
 * Answers through {@link MockMvc}.
 */
final class MockMvcServer {

	private MockMvcServer() {
	}

	static Function<BrowserRequest, BrowserResponse> of(MockMvc mockMvc) {
		return (request) -> {
			MockHttpServletRequestBuilder builder = MockMvcRequestBuilders.request(HttpMethod.valueOf(request.method()),
					URI.create(request.url()));
			request.headers().lines().forEach((line) -> builder.header(line.name(), line.value()));
			try {
				MockHttpServletResponse mock = mockMvc.perform(builder).andReturn().getResponse();
				BrowserResponse response = BrowserResponse.of(mock.getStatus());
				for (String name : mock.getHeaderNames()) {
					for (String value : mock.getHeaders(name)) {
						response = response.header(name, value);
					}
				}
				return response;
			}
			catch (Exception ex) {
				throw new IllegalStateException(request.method() + " " + request.url(), ex);
			}
		};
	}

}
