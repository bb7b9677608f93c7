package io.crossgate.cors.spring;

import java.io.IOException;
import java.util.concurrent.Callable;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * Handlers and filters of a servlet application that all write CORS headers themselves.
 */
@Configuration(proxyBeanMethods = false)
@RestController
@RequestMapping("/{area}")
class ServletAuthors {

	private static void set(HttpServletResponse response) {
		response.setHeader("Access-Control-Allow-Origin", "https://theirs.example");
		response.setHeader("Access-Control-Allow-Credentials", "false");
		response.setHeader("Access-Control-Allow-Methods", "DELETE");
		response.setHeader("Access-Control-Expose-Headers", "X-Theirs");
	}

	private static void add(HttpServletResponse response) {
		response.addHeader("Access-Control-Allow-Origin", "https://theirs.example");
		response.addHeader("Access-Control-Allow-Credentials", "true");
		response.addHeader("Access-Control-Allow-Private-Network", "true");
		response.addHeader("Access-Control-Expose-Headers", "X-Total");
		response.addIntHeader("Access-Control-Max-Age", 1);
	}

	private static void write(HttpServletResponse response, String text) throws IOException {
		response.getOutputStream().write(text.getBytes());
	}

	@GetMapping("/plain")
	String plain() {
		return "plain";
	}

	@GetMapping("/set")
	String set(HttpServletResponse response, HttpServletRequest request) {
		set(response);
		return "set";
	}

	@GetMapping("/add")
	String added(HttpServletResponse response) {
		add(response);
		return "add";
	}

	@GetMapping("/lower")
	String lower(HttpServletResponse response) {
		response.setHeader("access-control-allow-origin", "*");
		response.addHeader("ACCESS-CONTROL-ALLOW-CREDENTIALS", "true");
		response.addHeader("access-control-expose-headers", "*");
		response.setHeader("vary", "origin");
		return "lower";
	}

	@GetMapping("/remove")
	String remove(HttpServletResponse response) {
		response.setHeader("Vary", null);
		response.setHeader("Access-Control-Allow-Origin", null);
		return "remove";
	}

	@GetMapping("/entity")
	ResponseEntity<String> entity() {
		return ResponseEntity.ok()
			.header("Access-Control-Allow-Origin", "*", "https://theirs.example")
			.header("Access-Control-Expose-Headers", "X-Theirs")
			.header("Vary", "X-Theirs")
			.body("entity");
	}

	@GetMapping("/vary")
	ResponseEntity<String> vary() {
		return ResponseEntity.ok().varyBy("Accept-Language").body("vary");
	}

	@GetMapping("/vary-lines")
	String varyLines(HttpServletResponse response) {
		response.addHeader("Vary", "Accept-Language, origin");
		response.addHeader("vary", "Cookie");
		response.addHeader("Vary", "cookie,accept-language");
		return "vary";
	}

	@GetMapping("/vary-set")
	String varySet(HttpServletResponse response) {
		response.setHeader("Vary", "X-Theirs");
		return "vary";
	}

	@GetMapping("/vary-twice")
	String varyTwice(HttpServletResponse response) {
		response.setHeader("Vary", "Cookie");
		response.setHeader("vary", "X-Theirs");
		return "vary";
	}

	@GetMapping("/vary-star")
	String varyStar(HttpServletResponse response) {
		response.addHeader("Vary", "Accept-Language");
		response.addHeader("Vary", "*");
		return "vary";
	}

	@GetMapping("/broken")
	String broken(HttpServletResponse response) {
		set(response);
		throw new IllegalStateException("on purpose");
	}

	@GetMapping("/handled")
	String handled() {
		throw new HandledException();
	}

	@ExceptionHandler
	ResponseEntity<String> handle(HandledException exception, HttpServletResponse response) {
		add(response);
		return ResponseEntity.status(409).header("Access-Control-Allow-Origin", "*").body("handled");
	}

	@GetMapping("/later")
	Callable<String> later() {
		return () -> "later";
	}

	@GetMapping("/later-set")
	Callable<String> laterSet(HttpServletResponse response) {
		add(response);
		return () -> {
			set(response);
			add(response);
			return "later";
		};
	}

	@GetMapping("/later-reset")
	Callable<String> laterReset(HttpServletResponse response) {
		return () -> {
			response.reset();
			write(response, "later");
			response.flushBuffer();
			return null;
		};
	}

	@GetMapping("/stream-set")
	StreamingResponseBody streamSet(HttpServletResponse response) {
		return (body) -> {
			add(response);
			body.write("stream".getBytes());
		};
	}

	@GetMapping("/stream-reset")
	StreamingResponseBody streamReset(HttpServletResponse response) {
		return (body) -> {
			response.reset();
			body.write("stream".getBytes());
		};
	}

	@GetMapping("/events")
	SseEmitter events(HttpServletResponse response) throws IOException {
		add(response);
		SseEmitter emitter = new SseEmitter();
		emitter.send("now");
		emitter.complete();
		return emitter;
	}

	@GetMapping("/redirect")
	void redirect(HttpServletResponse response) throws IOException {
		set(response);
		response.sendRedirect("/elsewhere");
	}

	@GetMapping("/etag")
	ResponseEntity<String> etag() {
		return ResponseEntity.ok().eTag("1").header("Access-Control-Allow-Origin", "*").body("etag");
	}

	@GetMapping("/set-int")
	String setInt(HttpServletResponse response) {
		response.setIntHeader("Access-Control-Max-Age", 1);
		response.setIntHeader("Access-Control-Allow-Origin", 1);
		response.setIntHeader("X-Int", 1);
		return "int";
	}

	@GetMapping("/set-date")
	String setDate(HttpServletResponse response) {
		response.setDateHeader("Access-Control-Allow-Origin", 1);
		response.addDateHeader("Access-Control-Max-Age", 1);
		response.setDateHeader("X-Date", 1);
		return "date";
	}

	@GetMapping("/set-null")
	String setNull(HttpServletResponse response) {
		for (String name : new String[] { "Access-Control-Allow-Origin", "Access-Control-Allow-Credentials",
				"Access-Control-Expose-Headers", "Vary" }) {
			response.setHeader(name, null);
		}
		return "null";
	}

	@GetMapping("/reset-flush")
	void resetFlush(HttpServletResponse response) throws IOException {
		response.reset();
		response.setHeader("Content-Disposition", "attachment; filename=a.csv");
		write(response, "a,b");
		response.flushBuffer();
	}

	@GetMapping("/reset-close")
	void resetClose(HttpServletResponse response) throws IOException {
		response.reset();
		try (var out = response.getOutputStream()) {
			out.write("a,b".getBytes());
		}
	}

	@GetMapping("/reset-large")
	void resetLarge(HttpServletResponse response) throws IOException {
		response.reset();
		write(response, "a,b".repeat(50_000));
	}

	@GetMapping("/reset-buffer")
	void resetBuffer(HttpServletResponse response) throws IOException {
		write(response, "never");
		response.resetBuffer();
		write(response, "a,b");
		response.flushBuffer();
	}

	@GetMapping("/reset-twice")
	void resetTwice(HttpServletResponse response) throws IOException {
		set(response);
		response.reset();
		response.addHeader("Vary", "Cookie");
		add(response);
		response.reset();
		response.getOutputStream().close();
	}

	@GetMapping("/too-late")
	void tooLate(HttpServletResponse response) throws IOException {
		response.flushBuffer();
		set(response);
		add(response);
	}

	@GetMapping("/reset-error")
	void resetError(HttpServletResponse response) throws IOException {
		response.reset();
		response.sendError(418);
	}

	@GetMapping("/send-error")
	void sendError(HttpServletResponse response) throws IOException {
		set(response);
		response.sendError(418, "on purpose");
	}

	@GetMapping("/forward")
	void forward(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
		set(response);
		request.getRequestDispatcher(request.getRequestURI().replace("/forward", "/add")).forward(request, response);
	}

	@GetMapping("/include")
	void include(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
		request.getRequestDispatcher(request.getRequestURI().replace("/include", "/set")).include(request, response);
	}

	@GetMapping(path = "/text", produces = "text/plain")
	String text() {
		return "text ".repeat(5000);
	}

	@GetMapping(path = "/text-vary", produces = "text/plain")
	ResponseEntity<String> textVary() {
		return ResponseEntity.ok().varyBy("Accept-Language").body("text ".repeat(5000));
	}

	@GetMapping(path = "/text-set", produces = "text/plain")
	String textSet(HttpServletResponse response) {
		add(response);
		return "text ".repeat(5000);
	}

	@GetMapping(path = "/text-star", produces = "text/plain")
	String textStar(HttpServletResponse response) {
		response.setHeader("Vary", "*");
		return "text ".repeat(5000);
	}

	@Bean
	FilterRegistrationBean<Filter> author() {
		ShallowEtagHeaderFilter etag = new ShallowEtagHeaderFilter();
		return new FilterRegistrationBean<>((request, servletResponse, chain) -> {
			HttpServletResponse response = (HttpServletResponse) servletResponse;
			String filter = String.valueOf(request.getParameter("filter"));
			switch (filter) {
				case "set" -> {
					set(response);
					chain.doFilter(request, response);
				}
				case "late" -> {
					chain.doFilter(request, response);
					add(response);
					set(response);
				}
				case "wrapper" -> chain.doFilter(request, new HttpServletResponseWrapper(response) {

					@Override
					public void setHeader(String name, String value) {
						super.setHeader(name, value);
						super.addHeader(name, value);
					}

				});
				case "etag" -> etag.doFilter(request, response, chain);
				default -> chain.doFilter(request, response);
			}
		});
	}

	@SuppressWarnings("serial")
	private static final class HandledException extends RuntimeException {

	}

}
