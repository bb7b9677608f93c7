package io.crossgate.cors.spring.autoconfigure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import reactor.core.publisher.Mono;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.spring.actuate.CorsEndpoint;
import io.crossgate.cors.spring.actuate.CorsEndpoint.PolicyActivationTime;
import io.crossgate.cors.spring.conflict.CorsConflictDetector;
import io.crossgate.cors.spring.explain.DenialLogger;
import io.crossgate.cors.spring.explain.ExplainingReactiveFilter;
import io.crossgate.cors.spring.explain.ExplainingServletFilter;
import io.crossgate.cors.spring.explain.PolicyLogger;
import io.crossgate.cors.spring.explain.PolicyLogger.ExplanationWarning;
import io.crossgate.cors.spring.metrics.MicrometerCorsObserver;
import io.crossgate.cors.spring.metrics.ObservationCorsObserver;
import io.crossgate.cors.spring.reactive.CorsReactiveFilter;
import io.crossgate.cors.spring.servlet.CorsServletFilter;
import io.crossgate.cors.traffic.TrafficRecorder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which beans there are in which application, and that each gives way to the user's own.
 */
class ConditionsTests {

	private static final Class<?>[] ALL = OurAutoConfigurations.all();

	/** Every bean type of ours. */
	private static final List<Class<?>> OURS = List.of(CorsEngine.class, CorsServletFilter.class,
			CorsReactiveFilter.class, ExplainingServletFilter.class, ExplainingReactiveFilter.class,
			CorsConflictDetector.class, CorsEndpoint.class, TrafficRecorder.class, PolicyActivationTime.class,
			PolicyLogger.class, DenialLogger.class, ExplanationWarning.class, MicrometerCorsObserver.class,
			ObservationCorsObserver.class);

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void beansAreThoseOfTheApplication(Application application) {
		application.start((context) -> {
			List<Class<?>> present = new ArrayList<>();
			for (Class<?> type : OURS) {
				if (context.getBeanProvider(type).stream().findAny().isPresent()) {
					present.add(type);
				}
			}
			context.getBeansOfType(FilterRegistrationBean.class)
				.values()
				.forEach((registration) -> present.add(registration.getFilter().getClass()));
			assertThat(present.stream().distinct().map(Class::getSimpleName))
				.containsExactlyInAnyOrderElementsOf(application.expected());
		});
	}

	static Stream<Application> beansAreThoseOfTheApplication() {
		List<String> servlet = List.of("CorsEngine", "CorsServletFilter", "CorsConflictDetector", "PolicyLogger",
				"DenialLogger");
		List<String> reactive = List.of("CorsEngine", "CorsReactiveFilter", "CorsConflictDetector", "PolicyLogger",
				"DenialLogger");
		return Stream.of(new Application("a servlet application", servlet(), servlet),
				new Application("a reactive application", reactive(), reactive),
				new Application("no web application", new ApplicationContextRunner(), List.of("CorsEngine")),
				new Application("a servlet application, switched off", with(servlet(), "cors.enabled=false"),
						List.of()),
				new Application("a reactive application, switched off", with(reactive(), "cors.enabled=false"),
						List.of()),
				new Application("without the servlet API", without(servlet(), Filter.class),
						except(servlet, "CorsServletFilter")),
				new Application("without Reactor", without(reactive(), Mono.class),
						except(reactive, "CorsReactiveFilter")),
				new Application("no log of refusals", with(servlet(), "cors.explain.log=off"),
						except(servlet, "DenialLogger")),
				new Application("other CORS code is ignored", with(servlet(), "cors.conflicts=ignore"),
						except(servlet, "CorsConflictDetector")),
				new Application("in development", with(servlet(), "spring.profiles.active=dev"),
						and(servlet, "ExplainingServletFilter", "ExplanationWarning")),
				new Application("in development, reactive", with(reactive(), "spring.profiles.active=dev"),
						and(reactive, "ExplainingReactiveFilter", "ExplanationWarning")),
				new Application("in development, not explained",
						with(servlet(), "spring.profiles.active=dev", "cors.explain.browser=off"), servlet),
				new Application("explained wherever it is", with(servlet(), "cors.explain.browser=on"),
						and(servlet, "ExplainingServletFilter", "ExplanationWarning")),
				new Application("with a meter registry",
						servlet().withBean(MeterRegistry.class, SimpleMeterRegistry::new),
						and(servlet, "MicrometerCorsObserver")),
				new Application("with an observation registry",
						servlet().withBean(ObservationRegistry.class, ObservationRegistry::create),
						and(servlet, "ObservationCorsObserver")),
				new Application("an observation is out of reach in WebFlux",
						reactive().withBean(ObservationRegistry.class, ObservationRegistry::create), reactive),
				new Application("with the endpoint exposed",
						with(servlet(), "management.endpoints.web.exposure.include=cors"),
						and(servlet, "CorsEndpoint", "TrafficRecorder", "PolicyActivationTime")),
				new Application("with the endpoint exposed, but no access",
						with(servlet(), "management.endpoints.web.exposure.include=cors",
								"management.endpoint.cors.access=NONE"),
						servlet),
				new Application("without the actuator",
						without(with(servlet(), "management.endpoints.web.exposure.include=cors"), Endpoint.class,
								ConditionalOnAvailableEndpoint.class),
						servlet));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void aBeanOfTheUsersTakesThePlaceOfOurs(Replacement<?> replacement) {
		replacement.start();
	}

	static Stream<Replacement<?>> aBeanOfTheUsersTakesThePlaceOfOurs() {
		CorsEngine engine = new CorsEngine(CorsPolicies.none());
		WebApplicationContextRunner full = with(servlet(), "management.endpoints.web.exposure.include=cors")
			.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withBean(ObservationRegistry.class, ObservationRegistry::create);
		return Stream.of(new Replacement<>(full, CorsEngine.class, () -> engine),
				new Replacement<>(full, CorsServletFilter.class, () -> new CorsServletFilter(engine)),
				new Replacement<>(reactive(), CorsReactiveFilter.class, () -> new CorsReactiveFilter(engine)),
				new Replacement<>(with(reactive(), "cors.explain.browser=on"), ExplainingReactiveFilter.class,
						() -> new ExplainingReactiveFilter(engine, 0)),
				new Replacement<>(full, DenialLogger.class, () -> new DenialLogger(() -> 0)),
				new Replacement<>(full, PolicyLogger.class, () -> new PolicyLogger(false)),
				new Replacement<>(with(servlet(), "cors.explain.browser=on"), ExplanationWarning.class,
						ExplanationWarning::new),
				new Replacement<>(full, TrafficRecorder.class, () -> new TrafficRecorder(() -> 0)),
				new Replacement<>(full, PolicyActivationTime.class, () -> new PolicyActivationTime(() -> 0)),
				new Replacement<>(full, MicrometerCorsObserver.class,
						() -> new MicrometerCorsObserver(new SimpleMeterRegistry())),
				new Replacement<>(full, ObservationCorsObserver.class,
						() -> new ObservationCorsObserver(ObservationRegistry.NOOP)));
	}

	/** An engine of the user's own decides, whatever the properties say. */
	@Test
	void engineOfTheUserDecides() {
		with(servlet(), "cors.allowed-origins=https://app.example.com")
			.withBean("mine", CorsEngine.class, () -> new CorsEngine(CorsPolicies.none()))
			.run((context) -> assertThat(context.getBean(CorsEngine.class)
				.decide(new CorsRequest("GET", "/").origin("https://app.example.com"))
				.policy()).isNull());
	}

	private static WebApplicationContextRunner servlet() {
		return new WebApplicationContextRunner();
	}

	private static ReactiveWebApplicationContextRunner reactive() {
		return new ReactiveWebApplicationContextRunner();
	}

	private static <R extends AbstractApplicationContextRunner<R, ?, ?>> R with(R runner, String... properties) {
		return runner.withPropertyValues(properties);
	}

	private static <R extends AbstractApplicationContextRunner<R, ?, ?>> R without(R runner, Class<?>... classes) {
		return runner.withClassLoader(new FilteredClassLoader(classes));
	}

	private static List<String> except(List<String> all, String... names) {
		return all.stream().filter((name) -> !Arrays.asList(names).contains(name)).toList();
	}

	private static List<String> and(List<String> all, String... names) {
		return Stream.concat(all.stream(), Stream.of(names)).toList();
	}

	@SuppressWarnings({ "rawtypes", "unchecked" })
	private static AbstractApplicationContextRunner<?, ?, ?> configured(AbstractApplicationContextRunner runner) {
		return runner.withConfiguration(AutoConfigurations.of(ALL));
	}

	/**
	 * An application, and the beans of ours it has.
	 *
	 * @param name what is special about it
	 * @param runner starts it
	 * @param expected the simple names of the types of the beans
	 */
	record Application(String name, AbstractApplicationContextRunner<?, ?, ?> runner, List<String> expected) {

		void start(Consumer<ApplicationContext> check) {
			configured(this.runner).run((context) -> {
				assertThat(context.getStartupFailure()).isNull();
				check.accept(context);
			});
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	/**
	 * A bean of the user's.
	 *
	 * @param runner starts the application
	 * @param type the type of the bean
	 * @param bean makes it
	 */
	record Replacement<T>(AbstractApplicationContextRunner<?, ?, ?> runner, Class<T> type, Supplier<T> bean) {

		void start() {
			T mine = this.bean.get();
			configured(this.runner).withBean("mine", this.type, () -> mine).run((context) -> {
				assertThat(context.getStartupFailure()).isNull();
				assertThat(context.getBeansOfType(this.type).values())
					.satisfiesExactly((only) -> assertThat(only).isSameAs(mine));
			});
		}

		@Override
		public String toString() {
			return this.type.getSimpleName();
		}

	}

}
