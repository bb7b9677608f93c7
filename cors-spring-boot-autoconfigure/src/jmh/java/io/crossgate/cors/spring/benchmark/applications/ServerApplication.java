package io.crossgate.cors.spring.benchmark.applications;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

import com.sun.management.OperatingSystemMXBean;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * The application that is started and put under load. It prints its port when it is up,
 * and what it has cost whenever a byte arrives on its standard input.
 */
public final class ServerApplication {

	private ServerApplication() {
	}

	/**
	 * Starts the application.
	 * @param arguments who speaks CORS, then properties
	 * @throws Exception if it does not start
	 */
	public static void main(String[] arguments) throws Exception {
		Variant.Cors cors = Variant.Cors.valueOf(arguments[0]);
		SpringApplication application = new SpringApplication(Application.class);
		application.setDefaultProperties(Map.of("logging.level.root", "warn"));
		boolean servlet = isPresent("jakarta.servlet.Filter");
		String filters = ServerApplication.class.getPackageName() + (servlet ? ".ServletFilters$" : ".WebFilters$");
		Set<String> sources = switch (cors) {
			case SPRING -> Set.of(filters + "Spring");
			case FLOOR -> Set.of(filters + "Floor");
			case NONE, CROSSGATE -> Set.of();
		};
		application.setSources(sources);
		ApplicationContext context = application.run(Arrays.copyOfRange(arguments, 1, arguments.length));
		System.out.println("port=" + context.getEnvironment().getProperty("local.server.port"));
		while (System.in.read() >= 0) {
			OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
			long cpu = system.getProcessCpuTime();
			System.out
				.println("cost=" + cpu + "," + ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount());
		}
	}

	private static boolean isPresent(String name) {
		try {
			Class.forName(name, false, ServerApplication.class.getClassLoader());
			return true;
		}
		catch (ClassNotFoundException ex) {
			return false;
		}
	}

	/** The endpoint is the cheapest there is, so that CORS is not lost in its cost. */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Endpoint.class)
	static class Application {

		@Bean
		String order() {
			return "{\"id\":42}";
		}

	}

	/** Answers the one path that is asked for. */
	@RestController
	static class Endpoint {

		private final String order;

		Endpoint(String order) {
			this.order = order;
		}

		@GetMapping("/api/orders/42")
		String order() {
			return this.order;
		}

		/** Where nobody speaks CORS, a preflight goes this far. */
		@RequestMapping(path = "/api/orders/42", method = RequestMethod.OPTIONS)
		void options() {
		}

	}

}
