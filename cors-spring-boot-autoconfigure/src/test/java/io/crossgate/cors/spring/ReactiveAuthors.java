package io.crossgate.cors.spring;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.reactivestreams.Publisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.ZeroCopyHttpOutputMessage;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Handlers and filters of a reactive application that all write CORS headers themselves.
 */
@Configuration(proxyBeanMethods = false)
@RestController
@RequestMapping("/{area}")
class ReactiveAuthors {

	private static void set(HttpHeaders headers) {
		headers.set("Access-Control-Allow-Origin", "https://theirs.example");
		headers.setAccessControlAllowCredentials(false);
		headers.set("Access-Control-Allow-Methods", "DELETE");
		headers.setAccessControlExposeHeaders(List.of("X-Theirs"));
	}

	private static void add(HttpHeaders headers) {
		headers.add("Access-Control-Allow-Origin", "https://theirs.example");
		headers.add("Access-Control-Allow-Credentials", "true");
		headers.add("Access-Control-Allow-Private-Network", "true");
		headers.addAll("Access-Control-Expose-Headers", List.of("X-Total", "X-Theirs"));
		headers.setAccessControlMaxAge(1);
	}

	@GetMapping("/plain")
	Mono<String> plain() {
		return Mono.just("plain");
	}

	@GetMapping("/set")
	Mono<String> set(ServerHttpResponse response) {
		set(response.getHeaders());
		return Mono.just("set");
	}

	@GetMapping("/add")
	Mono<String> added(ServerHttpResponse response) {
		add(response.getHeaders());
		return Mono.just("add");
	}

	@GetMapping("/lower")
	Mono<String> lower(ServerHttpResponse response) {
		response.getHeaders().set("access-control-allow-origin", "*");
		response.getHeaders().add("ACCESS-CONTROL-ALLOW-CREDENTIALS", "true");
		response.getHeaders().add("access-control-expose-headers", "*");
		response.getHeaders().set("vary", "origin");
		return Mono.just("lower");
	}

	@GetMapping("/remove")
	Mono<String> remove(ServerHttpResponse response) {
		response.getHeaders().remove("Vary");
		response.getHeaders().remove("Access-Control-Allow-Origin");
		return Mono.just("remove");
	}

	@GetMapping("/entity")
	Mono<ResponseEntity<String>> entity() {
		return Mono.just(ResponseEntity.ok()
			.header("Access-Control-Allow-Origin", "*", "https://theirs.example")
			.header("Access-Control-Expose-Headers", "X-Theirs")
			.header("Vary", "X-Theirs")
			.body("entity"));
	}

	@GetMapping("/vary")
	Mono<ResponseEntity<String>> vary() {
		return Mono.just(ResponseEntity.ok().varyBy("Accept-Language").body("vary"));
	}

	@GetMapping("/vary-lines")
	Mono<String> varyLines(ServerHttpResponse response) {
		response.getHeaders().add("Vary", "Accept-Language, origin");
		response.getHeaders().add("vary", "Cookie");
		response.getHeaders().addAll("Vary", List.of("cookie,accept-language", "Cookie"));
		return Mono.just("vary");
	}

	@GetMapping("/vary-set")
	Mono<String> varySet(ServerHttpResponse response) {
		response.getHeaders().setVary(List.of("X-Theirs"));
		return Mono.just("vary");
	}

	@GetMapping("/vary-twice")
	Mono<String> varyTwice(ServerHttpResponse response) {
		response.getHeaders().set("Vary", "Cookie");
		response.getHeaders().put("vary", List.of("X-Theirs", "x-theirs"));
		return Mono.just("vary");
	}

	@GetMapping("/vary-star")
	Mono<String> varyStar(ServerHttpResponse response) {
		response.getHeaders().add("Vary", "Accept-Language");
		response.getHeaders().add("Vary", "*");
		return Mono.just("vary");
	}

	@GetMapping("/broken")
	Mono<String> broken(ServerHttpResponse response) {
		set(response.getHeaders());
		return Mono.error(new IllegalStateException("on purpose"));
	}

	@GetMapping("/handled")
	Mono<String> handled() {
		return Mono.error(new HandledException());
	}

	@ExceptionHandler
	ResponseEntity<String> handle(HandledException exception, ServerHttpResponse response) {
		add(response.getHeaders());
		return ResponseEntity.status(409).header("Access-Control-Allow-Origin", "*").body("handled");
	}

	@GetMapping("/later")
	Mono<String> later() {
		return Mono.delay(java.time.Duration.ofMillis(5)).thenReturn("later");
	}

	@GetMapping("/later-set")
	Mono<String> laterSet(ServerHttpResponse response) {
		return Mono.delay(java.time.Duration.ofMillis(5)).map((tick) -> {
			set(response.getHeaders());
			add(response.getHeaders());
			return "later";
		});
	}

	@GetMapping(path = "/stream-set", produces = "text/plain")
	Flux<String> streamSet(ServerHttpResponse response) {
		return Flux.defer(() -> {
			add(response.getHeaders());
			return Flux.just("a", "b");
		});
	}

	@GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<String> events(ServerHttpResponse response) {
		add(response.getHeaders());
		return Flux.just("a", "b");
	}

	@GetMapping("/redirect")
	Mono<ResponseEntity<Void>> redirect() {
		return Mono.just(ResponseEntity.status(302)
			.location(URI.create("/elsewhere"))
			.header("Access-Control-Allow-Origin", "*")
			.build());
	}

	@GetMapping("/etag")
	Mono<ResponseEntity<String>> etag() {
		return Mono.just(ResponseEntity.ok().eTag("1").header("Access-Control-Allow-Origin", "*").body("etag"));
	}

	@GetMapping("/clear")
	Mono<String> clear(ServerHttpResponse response) {
		add(response.getHeaders());
		response.getHeaders().clear();
		return Mono.just("clear");
	}

	@GetMapping("/put")
	Mono<String> put(ServerHttpResponse response) {
		response.getHeaders().put("Access-Control-Allow-Origin", List.of("*", "https://theirs.example"));
		response.getHeaders().setAll(Map.of("Access-Control-Allow-Credentials", "false", "Vary", "origin"));
		response.getHeaders().putAll(new LinkedMultiValueMap<>(Map.of("Access-Control-Expose-Headers", List.of("*"))));
		response.getHeaders().putIfAbsent("Access-Control-Allow-Methods", List.of("DELETE"));
		return Mono.just("put");
	}

	@GetMapping("/remove-each")
	Mono<String> removeEach(ServerHttpResponse response) {
		add(response.getHeaders());
		response.getHeaders().headerSet().removeIf((entry) -> true);
		response.getHeaders().headerNames().removeIf((name) -> true);
		return Mono.just("remove");
	}

	@GetMapping("/map")
	@SuppressWarnings({ "deprecation", "removal" })
	Mono<String> map(ServerHttpResponse response) {
		Map<String, List<String>> map = response.getHeaders().asMultiValueMap();
		map.put("Access-Control-Allow-Origin", List.of("*"));
		map.computeIfAbsent("Access-Control-Allow-Methods", (name) -> List.of("DELETE"));
		map.merge("Access-Control-Allow-Credentials", List.of("false"), (one, other) -> other);
		map.putAll(new LinkedHashMap<>(Map.of("Access-Control-Expose-Headers", List.of("X-Theirs"))));
		map.replaceAll((name, values) -> List.of("replaced"));
		map.remove("Vary");
		new HttpHeaders(response.getHeaders()).set("Access-Control-Max-Age", "1");
		return Mono.just("map");
	}

	@GetMapping("/empty")
	Mono<Void> empty(ServerHttpResponse response) {
		set(response.getHeaders());
		return Mono.empty();
	}

	@GetMapping("/complete")
	Mono<Void> complete(ServerHttpResponse response) {
		set(response.getHeaders());
		return response.setComplete();
	}

	@GetMapping("/too-late")
	Mono<Void> tooLate(ServerHttpResponse response) {
		return response.setComplete().then(Mono.fromRunnable(() -> {
			try {
				add(response.getHeaders());
			}
			catch (UnsupportedOperationException ex) {
				response.getHeaders().isEmpty();
			}
		}));
	}

	@GetMapping("/zero-copy")
	Mono<String> zeroCopy(ServerHttpResponse response) {
		return Mono.just(String.valueOf(response instanceof ZeroCopyHttpOutputMessage));
	}

	@GetMapping("/set-complete")
	Mono<Void> setComplete(ServerHttpResponse response) {
		return Mono.<Void>fromRunnable(() -> add(response.getHeaders())).then(response.setComplete());
	}

	@GetMapping(path = "/text", produces = "text/plain")
	Mono<String> text() {
		return Mono.just("text ".repeat(5000));
	}

	@GetMapping(path = "/text-vary", produces = "text/plain")
	Mono<ResponseEntity<String>> textVary() {
		return Mono.just(ResponseEntity.ok().varyBy("Accept-Language").body("text ".repeat(5000)));
	}

	@GetMapping(path = "/text-set", produces = "text/plain")
	Mono<String> textSet(ServerHttpResponse response) {
		add(response.getHeaders());
		return Mono.just("text ".repeat(5000));
	}

	@GetMapping(path = "/text-star", produces = "text/plain")
	Mono<String> textStar(ServerHttpResponse response) {
		response.getHeaders().set("Vary", "*");
		return Mono.just("text ".repeat(5000));
	}

	@Bean
	WebFilter author() {
		return (exchange, chain) -> {
			ServerHttpResponse response = exchange.getResponse();
			String filter = String.valueOf(exchange.getRequest().getQueryParams().getFirst("filter"));
			return switch (filter) {
				case "set" -> {
					set(response.getHeaders());
					yield chain.filter(exchange);
				}
				case "late" -> {
					response.beforeCommit(() -> Mono.fromRunnable(() -> {
						add(response.getHeaders());
						set(exchange.getResponse().getHeaders());
					}));
					yield chain.filter(exchange);
				}
				case "decorator" -> chain.filter(exchange.mutate().response(new ServerHttpResponseDecorator(response) {

					@Override
					public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
						add(getHeaders());
						return super.writeWith(body);
					}

				}).build());
				case "error" -> Mono.error(new UnsupportedOperationException("set"));
				case "late-error" -> Mono.error(new UnsupportedOperationException("late"));
				default -> chain.filter(exchange);
			};
		};
	}

	/** Stands before all filters. */
	@Bean
	@Order(-2)
	WebExceptionHandler handler() {
		return (exchange, error) -> {
			if (!(error instanceof UnsupportedOperationException)) {
				return Mono.error(error);
			}
			ServerHttpResponse response = exchange.getResponse();
			response.setStatusCode(HttpStatusCode.valueOf(418));
			set(response.getHeaders());
			response.getHeaders().set("Vary", "origin");
			if ("late".equals(error.getMessage())) {
				response.getHeaders().add("Access-Control-Allow-Origin", "*");
			}
			return response.setComplete();
		};
	}

	@SuppressWarnings("serial")
	private static final class HandledException extends RuntimeException {

	}

}
