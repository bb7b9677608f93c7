package io.crossgate.cors.spring.caches;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * What writes to the response itself, on servlet containers.
 */
@RestController
class ShopOnServlets {

	@Bean
	static Arrivals arrivals() {
		return new Arrivals();
	}

	@Bean
	static FilterRegistrationBean<Filter> counter(Arrivals arrivals) {
		FilterRegistrationBean<Filter> counter = new FilterRegistrationBean<>((request, response, chain) -> {
			HttpServletRequest http = (HttpServletRequest) request;
			arrivals.count(http.getRequestURI(), http.getQueryString(), http.getHeader(Client.DIRECT) != null);
			chain.doFilter(request, response);
		});
		counter.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return counter;
	}

	@GetMapping("/shop/by-hand")
	void byHand(@RequestHeader("Accept-Language") String language, HttpServletResponse response) throws IOException {
		response.setHeader("Access-Control-Allow-Origin", "*");
		write(Page.BY_HAND, language, response);
	}

	@GetMapping("/shop/download")
	void download(@RequestHeader("Accept-Language") String language, HttpServletResponse response) throws IOException {
		response.reset();
		write(Page.DOWNLOAD, language, response);
	}

	private static void write(Page page, String language, HttpServletResponse response) throws IOException {
		response.setHeader("Vary", "Accept-Language");
		response.setHeader("Cache-Control", Shop.A_MINUTE.getHeaderValue());
		response.setContentType("text/plain;charset=UTF-8");
		try (var out = response.getOutputStream()) {
			out.write(page.body(language).getBytes(StandardCharsets.UTF_8));
			out.flush();
		}
	}

}
