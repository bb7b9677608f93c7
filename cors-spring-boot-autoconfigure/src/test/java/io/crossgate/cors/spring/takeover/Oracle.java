package io.crossgate.cors.spring.takeover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.OrderUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletConfig;
import org.springframework.mock.web.MockServletContext;
import org.springframework.util.AntPathMatcher;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import org.springframework.web.servlet.DispatcherServlet;

import io.crossgate.cors.spring.conflict.CorsConflictDetector;
import io.crossgate.cors.spring.conflict.content.OtherCors;

/**
 * An application of the corpus as Spring runs it: its filters, chains and handlers, with
 * Spring's own processors in them and nothing of this starter.
 */
abstract class Oracle implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	Oracle(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static Oracle start(Case application) {
		return (application.stack() == Case.Stack.SERVLET) ? Servlets.start(application) : Reactive.start(application);
	}

	abstract Answer answer(Probe probe);

	List<OtherCors> speakers() {
		return CorsConflictDetector.read(this.context.getBeanFactory(), this.context.getEnvironment());
	}

	@Override
	public void close() {
		this.context.close();
	}

	private static Map<String, String> lowerCase(Iterable<String> names, Function<String, String> value) {
		Map<String, String> headers = new LinkedHashMap<>();
		names.forEach((name) -> headers.put(name.toLowerCase(Locale.ROOT), value.apply(name)));
		return headers;
	}

	/** Filters in their order, and the dispatcher behind them. */
	private static final class Servlets extends Oracle {

		private final List<Placed> filters;

		private final DispatcherServlet dispatcher;

		private final List<Placed> others = new ArrayList<>();

		Servlets(AnnotationConfigWebApplicationContext context, List<Placed> filters) throws ServletException {
			super(context);
			this.filters = filters;
			for (ServletRegistrationBean<?> registration : context.getBeansOfType(ServletRegistrationBean.class)
				.values()) {
				this.others.add(new Placed((request, response, chain) -> {
				}, 0, List.copyOf(registration.getUrlMappings())));
			}
			this.dispatcher = new DispatcherServlet(context);
			this.dispatcher.init(new MockServletConfig(context.getServletContext(), "dispatcher"));
		}

		static Oracle start(Case application) {
			AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
			context.setServletContext(new MockServletContext());
			application.beans().forEach(context::register);
			context.register(Applications.Mvc.class);
			TestPropertyValues.of(application.properties()).applyTo(context.getEnvironment());
			context.refresh();
			List<Placed> filters = new ArrayList<>();
			for (FilterRegistrationBean<?> registration : context.getBeansOfType(FilterRegistrationBean.class)
				.values()) {
				filters.add(new Placed(registration.getFilter(), registration.getOrder(),
						registration.isEnabled() ? List.copyOf(registration.getUrlPatterns()) : List.of("/no/path")));
			}
			context.getBeansOfType(Filter.class).forEach((name, filter) -> {
				int order = name.equals("springSecurityFilterChain") ? -100 : (filter instanceof Ordered ordered)
						? ordered.getOrder() : OrderUtils.getOrder(filter.getClass(), Ordered.LOWEST_PRECEDENCE);
				if (filters.stream().noneMatch((placed) -> placed.filter == filter)) {
					filters.add(new Placed(filter, order, List.of()));
				}
			});
			filters.sort(Comparator.comparingInt(Placed::order));
			try {
				return new Servlets(context, filters);
			}
			catch (ServletException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		Answer answer(Probe probe) {
			MockHttpServletRequest request = new MockHttpServletRequest(probe.sent(), probe.path());
			request.setServletPath(probe.path());
			request.setServerName(Probe.SERVER);
			if (probe.origin() != null) {
				request.addHeader("Origin", probe.origin());
			}
			if (probe.preflight()) {
				request.addHeader("Access-Control-Request-Method", probe.method());
				if (!probe.headers().isEmpty()) {
					request.addHeader("Access-Control-Request-Headers", probe.headerLine());
				}
			}
			MockHttpServletResponse response = new MockHttpServletResponse();
			Filter[] applying = Stream.concat(this.filters.stream(), this.others.stream())
				.filter((placed) -> placed.covers(probe.path()))
				.map(Placed::filter)
				.toArray(Filter[]::new);
			try {
				new MockFilterChain(this.dispatcher, applying).doFilter(request, response);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			catch (IllegalArgumentException | ServletException ex) {
				return Answer.of(probe, 403, Map.of());
			}
			return Answer.of(probe, response.getStatus(),
					lowerCase(response.getHeaderNames(), (name) -> String.join(",", response.getHeaders(name))));
		}

		/**
		 * A filter at its place.
		 *
		 * @param filter the filter
		 * @param order its order
		 * @param patterns the patterns it is registered for; none for every path
		 */
		private record Placed(Filter filter, int order, List<String> patterns) {

			private static final AntPathMatcher MATCHER = new AntPathMatcher();

			boolean covers(String path) {
				return this.patterns.isEmpty() || this.patterns.stream()
					.anyMatch((pattern) -> MATCHER.match(pattern.replace("/*", "/**"), path));
			}

		}

	}

	/** The handler that Spring builds of a reactive application. */
	private static final class Reactive extends Oracle {

		private final HttpHandler handler;

		Reactive(ConfigurableApplicationContext context) {
			super(context);
			this.handler = WebHttpHandlerBuilder.applicationContext(context).build();
		}

		static Oracle start(Case application) {
			AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
			application.beans().forEach(context::register);
			context.register(Applications.Flux.class);
			TestPropertyValues.of(application.properties()).applyTo(context.getEnvironment());
			context.refresh();
			return new Reactive(context);
		}

		@Override
		Answer answer(Probe probe) {
			MockServerHttpRequest.BodyBuilder request = MockServerHttpRequest.method(HttpMethod.valueOf(probe.sent()),
					"http://" + Probe.SERVER + probe.path());
			if (probe.origin() != null) {
				request.header("Origin", probe.origin());
			}
			if (probe.preflight()) {
				request.header("Access-Control-Request-Method", probe.method());
				if (!probe.headers().isEmpty()) {
					request.header("Access-Control-Request-Headers", probe.headerLine());
				}
			}
			MockServerHttpResponse response = new MockServerHttpResponse();
			this.handler.handle(request.build(), response).block();
			int status = (response.getStatusCode() != null) ? response.getStatusCode().value() : 200;
			return Answer.of(probe, (status == 500) ? 403 : status, lowerCase(response.getHeaders().headerNames(),
					(name) -> String.join(",", response.getHeaders().getOrEmpty(name))));
		}

	}

}
