package io.crossgate.cors.spring.autoconfigure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskSchedulingProperties;
import org.springframework.boot.context.properties.BoundConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;

import io.crossgate.cors.spring.autoconfigure.grants.GrantEntry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The bean of the properties: what was validated before the beans, bound once.
 */
class PropertiesBeanTests {

	private static final String ORIGIN = "cors.policies.api.allowed-origins[0]";

	private static final String OTHER = "spring.task.scheduling.pool.size";

	private final Map<String, Object> properties = new HashMap<>(Map.of(ORIGIN, "https://app.example.com",
			"cors.policies.api.paths", "/api/**", "cors.filter-order", "7", OTHER, "3"));

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withInitializer((context) -> context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("test", this.properties)))
		.withConfiguration(AutoConfigurations.of(CorsAutoConfiguration.class))
		.withUserConfiguration(OthersConfiguration.class);

	@Test
	void beanIsWhatWasValidated() {
		this.runner.run((context) -> {
			CorsProperties bean = context.getBean(CorsProperties.class);
			assertThat(origins(bean)).containsExactly("https://app.example.com");
			assertThat(bean.getFilterOrder()).isEqualTo(7);
			assertThat(bean).isSameAs(context.getBean(CorsPropertiesValidator.class).properties());
		});
	}

	@Test
	void bootBindsNothingThatWasBoundAlready() {
		Set<String> bound = new TreeSet<>();
		this.runner.withBean("recording", ConfigurationPropertiesBindHandlerAdvisor.class, () -> recording(bound))
			.run((context) -> assertThat(bound).contains(OTHER).noneMatch((name) -> name.startsWith("cors")));
	}

	@Test
	void bootRemembersNoneOfOurProperties() {
		this.runner.run((context) -> assertThat(BoundConfigurationProperties.get(context).getAll().keySet())
			.extracting(Object::toString)
			.as("others are remembered")
			.containsExactly(OTHER));
	}

	@Test
	void beanIsBoundAgainWhenPropertiesChangeAndStillNotRemembered() {
		this.runner.run((context) -> {
			CorsProperties bean = context.getBean(CorsProperties.class);
			this.properties.put(ORIGIN, "https://other.example.com");
			context.getAutowireCapableBeanFactory()
				.initializeBean(bean, context.getBeanNamesForType(CorsProperties.class)[0]);
			assertThat(origins(bean)).containsExactly("https://other.example.com");
			assertThat(BoundConfigurationProperties.get(context).getAll()).hasSize(1);
		});
	}

	private static ConfigurationPropertiesBindHandlerAdvisor recording(Set<String> bound) {
		return (handler) -> new AbstractBindHandler(handler) {

			@Override
			public <T> @Nullable Bindable<T> onStart(ConfigurationPropertyName name, Bindable<T> target,
					BindContext context) {
				bound.add(name.toString());
				return super.onStart(name, target, context);
			}

		};
	}

	private static List<String> origins(CorsProperties properties) {
		return properties.getPolicies().get("api").getAllowedOrigins().stream().map(GrantEntry::getValue).toList();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(TaskSchedulingProperties.class)
	static class OthersConfiguration {

	}

}
