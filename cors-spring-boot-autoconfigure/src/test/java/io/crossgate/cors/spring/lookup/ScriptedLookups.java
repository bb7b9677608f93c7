package io.crossgate.cors.spring.lookup;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import io.crossgate.cors.CorsObserver;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.origin.AsyncOriginLookup;
import io.crossgate.cors.origin.OriginLookup;
import io.crossgate.cors.origin.OriginQuery;

/**
 * An application with a lookup of each kind, which does what its script says, and a
 * handler behind each.
 */
@Configuration(proxyBeanMethods = false)
@RestController
public class ScriptedLookups {

	public final Queue<String> threads = new ConcurrentLinkedQueue<>();

	public final Queue<String> handlerThreads = new ConcurrentLinkedQueue<>();

	public final Map<String, List<DecisionReason>> reasons = new ConcurrentHashMap<>();

	/** The origins of requests that were decided on a thread that was interrupted. */
	public final Set<String> interrupted = ConcurrentHashMap.newKeySet();

	/** The origins of requests that have reached the application. */
	public final Set<String> handled = ConcurrentHashMap.newKeySet();

	/** By origin, what to do; every other origin is refused. */
	private final Map<String, Callable<@Nullable Object>> scripts = new ConcurrentHashMap<>();

	public void on(String origin, Callable<@Nullable Object> script) {
		this.scripts.put(origin, script);
	}

	private @Nullable Object run(OriginQuery query) throws Exception {
		this.threads.add(Thread.currentThread().getName());
		Callable<@Nullable Object> script = this.scripts.get(query.origin().toString());
		return (script != null) ? script.call() : false;
	}

	@Bean
	OriginLookup blocking() {
		return (query) -> (Boolean) run(query);
	}

	@Bean
	@SuppressWarnings({ "unchecked", "NullAway" })
	AsyncOriginLookup async() {
		return (query) -> {
			Object answer = quietly(query);
			return (answer instanceof Boolean value) ? CompletableFuture.completedFuture(value)
					: (CompletionStage<Boolean>) answer;
		};
	}

	@Bean
	@SuppressWarnings({ "unchecked", "NullAway" })
	ReactiveOriginLookup reactive() {
		return (query) -> {
			Object answer = quietly(query);
			return (answer instanceof Boolean value) ? Mono.just(value) : (Mono<Boolean>) answer;
		};
	}

	private @Nullable Object quietly(OriginQuery query) {
		try {
			return run(query);
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Bean
	CorsObserver reasons() {
		return (decision, request) -> request.get().lines("origin").forEach((origin) -> {
			if (Thread.currentThread().isInterrupted()) {
				this.interrupted.add(origin);
			}
			this.reasons.computeIfAbsent(origin, (key) -> new CopyOnWriteArrayList<>()).add(decision.reason());
		});
	}

	@GetMapping({ "/blocking", "/async", "/reactive", "/lenient", "/listed" })
	String handle(@RequestHeader("Origin") String origin) {
		this.handled.add(origin);
		this.handlerThreads.add(Thread.currentThread().getName());
		return "served";
	}

}
