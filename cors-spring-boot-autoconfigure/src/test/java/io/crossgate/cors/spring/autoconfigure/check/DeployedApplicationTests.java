package io.crossgate.cors.spring.autoconfigure.check;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * {@code CORS_CHECK=true} in the environment of a servlet container, which has other
 * applications, too.
 */
@ExtendWith(OutputCaptureExtension.class)
class DeployedApplicationTests {

	private static final String IGNORED = "cors.check has no effect: the application is deployed";

	private final List<Integer> exits = new ArrayList<>();

	@BeforeEach
	void ask() {
		System.setProperty("cors.check", "true");
	}

	@AfterEach
	void forget() {
		System.clearProperty("cors.check");
	}

	@Test
	void startsAndSaysThatItIsNotChecked(CapturedOutput output) {
		try (ConfigurableApplicationContext context = deploy()) {
			assertThat(context.isActive()).isTrue();
		}
		assertThat(this.exits).isEmpty();
		assertThat(output).containsOnlyOnce(IGNORED);
	}

	@Test
	void saysNothingWhereNoCheckIsAskedFor(CapturedOutput output) {
		System.setProperty("cors.check", "false");
		try (ConfigurableApplicationContext context = deploy()) {
			assertThat(context.isActive()).isTrue();
		}
		assertThat(output).doesNotContain(IGNORED);
	}

	@Test
	void oneWhoseConfigurationCanNotBeReadDoesNotEndTheContainer() {
		assertThatException().isThrownBy(() -> deploy("--spring.config.import=file:/no/such/file.yml"));
		assertThat(this.exits).isEmpty();
	}

	@Test
	void theSameApplicationIsCheckedWhereItsMainMethodStartsIt() {
		SpringApplication application = new SpringApplication(Empty.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		recordExits(application);
		assertThatException().isThrownBy(application::run);
		assertThat(this.exits).containsExactly(0);
	}

	@Test
	void oneWhoseConfigurationCanNotBeReadIsReportedThere() {
		SpringApplication application = new SpringApplication(Empty.class);
		recordExits(application);
		assertThatException().isThrownBy(() -> application.run("--spring.config.import=file:/no/such/file.yml"));
		assertThat(this.exits).containsExactly(2);
	}

	private ConfigurableApplicationContext deploy(String... arguments) {
		return (ConfigurableApplicationContext) new Deployed(arguments).start();
	}

	/** The test's process has to go on. */
	private void recordExits(SpringApplication application) {
		List<ApplicationListener<?>> listeners = new ArrayList<>(application.getListeners());
		assertThat(listeners.removeIf(CheckListener.class::isInstance)).isTrue();
		listeners.add(new CheckListener(this.exits::add));
		application.setListeners(listeners);
	}

	@Configuration(proxyBeanMethods = false)
	static class Empty {

	}

	private final class Deployed extends SpringBootServletInitializer {

		private final String[] arguments;

		Deployed(String... arguments) {
			this.arguments = arguments;
			setRegisterErrorPageFilter(false);
		}

		WebApplicationContext start() {
			return createRootApplicationContext(new MockServletContext());
		}

		@Override
		protected SpringApplicationBuilder configure(SpringApplicationBuilder builder) {
			return builder.sources(Empty.class);
		}

		@Override
		protected WebApplicationContext run(SpringApplication application) {
			recordExits(application);
			return (WebApplicationContext) application.run(this.arguments);
		}

	}

}
