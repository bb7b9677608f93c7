package io.crossgate.cors.spring;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsObserver;
import io.crossgate.cors.CorsRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * An observer of an application can't take the application down, and a broken one is
 * named in the log, once.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class FailingObserverTests {

	private static final String APP = "Origin: https://app.example.com";

	private final Map<Server, Server.Running> servers = new EnumMap<>(Server.class);

	@BeforeAll
	void start() {
		for (Server server : List.of(Server.TOMCAT, Server.NETTY)) {
			this.servers.put(server, server.start(List.of(Application.class),
					"cors.allowed-origins=https://app.example.com", "cors.explain.log=off"));
		}
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel("io.crossgate.cors.observers", LogLevel.WARN);
	}

	@AfterAll
	void stop() {
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel("io.crossgate.cors.observers", null);
		this.servers.values().forEach(Server.Running::close);
	}

	@ParameterizedTest(name = "{0} on {1}")
	@MethodSource("misbehaviours")
	void requestsAreAnsweredAsIfItWereNotThere(Misbehaviour misbehaviour, Server server, CapturedOutput output) {
		Server.Running running = this.servers.get(server);
		Fragile observer = running.context().getBean(Fragile.class);
		observer.misbehaviour = misbehaviour;
		try {
			for (int time = 0; time < 2; time++) {
				assertThat(running.send("GET /todos", APP).status()).isEqualTo(200);
				assertThat(running.send("GET /todos", "Origin: https://evil.example").status()).isEqualTo(403);
				assertThat(running.send("GET /todos").status()).isEqualTo(200);
				assertThat(running.send("OPTIONS /todos", APP, "Access-Control-Request-Method: PUT").status())
					.isEqualTo(204);
			}
		}
		finally {
			observer.misbehaviour = null;
		}
		assertThat(observer.told).isEqualTo(8);
		observer.told = 0;
		assertThat(output.toString().lines().filter((line) -> line.contains("CORS observer")))
			.hasSizeLessThanOrEqualTo(1);
	}

	static Stream<Arguments> misbehaviours() {
		return Stream.of(Misbehaviour.values())
			.filter((misbehaviour) -> misbehaviour != Misbehaviour.RUNS_OUT_OF_MEMORY)
			.flatMap((misbehaviour) -> Stream.of(Server.TOMCAT, Server.NETTY)
				.map((server) -> Arguments.of(misbehaviour, server)));
	}

	/** Nobody can go on from this, so nothing pretends to; least of all an answer. */
	@ParameterizedTest
	@MethodSource("servers")
	void anErrorOfTheJvmEndsTheRequestWithoutCorsHeaders(Server server) {
		Server.Running running = this.servers.get(server);
		Fragile observer = running.context().getBean(Fragile.class);
		observer.misbehaviour = Misbehaviour.RUNS_OUT_OF_MEMORY;
		try {
			assertThatIllegalStateException().isThrownBy(() -> running.send("GET /todos", APP))
				.withMessageContaining("GET /todos");
		}
		finally {
			observer.misbehaviour = null;
			observer.told = 0;
		}
		assertThat(running.send("GET /todos", APP).status()).isEqualTo(200);
		observer.told = 0;
	}

	static Stream<Server> servers() {
		return Stream.of(Server.TOMCAT, Server.NETTY);
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> T undeclared(Throwable checked) throws T {
		throw (T) checked;
	}

	enum Misbehaviour {

		THROWS_AN_EXCEPTION, THROWS_AN_ERROR, THROWS_A_CHECKED_EXCEPTION, DECIDES_AGAIN, OVERFLOWS_THE_STACK, SLEEPS,
		RUNS_OUT_OF_MEMORY;

		void happen(CorsEngine engine, Supplier<CorsRequest> request) throws Exception {
			switch (this) {
				case THROWS_AN_EXCEPTION -> throw new IllegalStateException("on purpose\r\nforged line");
				case THROWS_AN_ERROR -> throw new AssertionError("on purpose");
				case THROWS_A_CHECKED_EXCEPTION -> throw new IOException("on purpose");
				case DECIDES_AGAIN -> engine.decide(request.get());
				case OVERFLOWS_THE_STACK -> happen(engine, request);
				case SLEEPS -> Thread.sleep(200);
				case RUNS_OUT_OF_MEMORY -> throw new OutOfMemoryError("on purpose");
			}
		}

	}

	static class Fragile implements CorsObserver {

		private final ObjectProvider<CorsEngine> engine;

		private volatile @Nullable Misbehaviour misbehaviour;

		private volatile int told;

		Fragile(ObjectProvider<CorsEngine> engine) {
			this.engine = engine;
		}

		@Override
		public void onDecision(CorsDecision decision, Supplier<CorsRequest> request) {
			this.told++;
			Misbehaviour now = this.misbehaviour;
			if (now != null) {
				try {
					now.happen(this.engine.getObject(), request);
				}
				catch (Exception ex) {
					throw FailingObserverTests.<RuntimeException>undeclared(ex);
				}
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Fragile fragile(ObjectProvider<CorsEngine> engine) {
			return new Fragile(engine);
		}

		@RestController
		static class Controller {

			@GetMapping("/todos")
			String todos() {
				return "[]";
			}

		}

	}

}
