package io.crossgate.cors.spring;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * The servers an application runs on. All of them are on the test class path, and Spring
 * Security is too; an application gets the one it asks for.
 */
public enum Server {

	TOMCAT(WebApplicationType.SERVLET), JETTY(WebApplicationType.SERVLET), NETTY(WebApplicationType.REACTIVE);

	private static final String BOOT = "org.springframework.boot.";

	private static final List<String> SECURITY = List.of("SecurityAutoConfiguration",
			"UserDetailsServiceAutoConfiguration", "ReactiveUserDetailsServiceAutoConfiguration",
			"actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration",
			"actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
			"web.reactive.ReactiveWebSecurityAutoConfiguration", "web.servlet.SecurityFilterAutoConfiguration",
			"web.servlet.ServletWebSecurityAutoConfiguration");

	private final WebApplicationType type;

	Server(WebApplicationType type) {
		this.type = type;
	}

	public boolean isReactive() {
		return this.type == WebApplicationType.REACTIVE;
	}

	/** Starts an application that everybody may call. */
	public Running start(List<Class<?>> sources, String... properties) {
		return start(sources, SECURITY, properties);
	}

	/** Starts an application with Spring Security. */
	public Running startSecured(List<Class<?>> sources, String... properties) {
		return start(sources, List.of(), properties);
	}

	private Running start(List<Class<?>> sources, List<String> withoutSecurity, String... properties) {
		List<String> arguments = new ArrayList<>();
		arguments.add("--server.port=0");
		arguments.add("--spring.main.banner-mode=off");
		arguments.add("--logging.level.root=off");
		// Netty waits for two seconds with each application that ends.
		arguments.add("--spring.reactor.netty.shutdown-quiet-period=0s");
		arguments.add(exclusions(withoutSecurity));
		List.of(properties).forEach((property) -> arguments.add("--" + property));
		return new Running(application(sources).run(arguments.toArray(String[]::new)));
	}

	/** An application that has not been started. */
	public SpringApplicationBuilder application(List<Class<?>> sources) {
		List<Class<?>> all = new ArrayList<>(sources);
		all.add(Application.class);
		return new SpringApplicationBuilder(all.toArray(Class[]::new)).web(this.type);
	}

	/** The argument that leaves the other servers out, and Spring Security. */
	public String exclusions(boolean secured) {
		return exclusions(secured ? List.of() : SECURITY);
	}

	private String exclusions(List<String> withoutSecurity) {
		List<String> excluded = new ArrayList<>();
		excluded.add("jetty.autoconfigure.reactive.JettyReactiveWebServerAutoConfiguration");
		excluded.add("tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration");
		excluded.add("jetty.autoconfigure.actuate.web.server.JettyReactiveManagementContextAutoConfiguration");
		excluded.add("tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration");
		excluded.add((this != JETTY) ? "jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration"
				: "tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration");
		excluded.add((this != JETTY)
				? "jetty.autoconfigure.actuate.web.server.JettyServletManagementContextAutoConfiguration"
				: "tomcat.autoconfigure.actuate.web.server.TomcatServletManagementContextAutoConfiguration");
		withoutSecurity.forEach((name) -> excluded.add("security.autoconfigure." + name));
		return "--spring.autoconfigure.exclude=" + BOOT + String.join("," + BOOT, excluded);
	}

	/**
	 * An application that runs.
	 *
	 * @param context its context
	 */
	public record Running(ConfigurableApplicationContext context) implements AutoCloseable {

		public int port() {
			return this.context.getEnvironment().getRequiredProperty("local.server.port", int.class);
		}

		public int managementPort() {
			return this.context.getEnvironment().getRequiredProperty("local.management.port", int.class);
		}

		/** Sends a request whose first line is {@code GET /path}. */
		public Http.Response send(String line, String... headers) {
			int space = line.indexOf(' ');
			return Http.send(port(), line.substring(0, space), line.substring(space + 1), headers);
		}

		@Override
		public void close() {
			this.context.close();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
