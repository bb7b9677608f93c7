package io.crossgate.cors.spring.check;

import jakarta.servlet.Filter;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

import io.crossgate.cors.policy.CorsPolicy;

/**
 * Applications that are checked. They run on every server.
 */
final class Applications {

	private Applications() {
	}

	@Configuration(proxyBeanMethods = false)
	static class Orders {

		@Bean
		OrdersController orders() {
			return new OrdersController();
		}

	}

	/** Everything here fails as soon as it is started. */
	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Unstartable extends Orders {

		@Bean
		ApplicationRunner runner() {
			return (arguments) -> start();
		}

		@Bean
		SmartLifecycle consumer() {
			return new Consumer();
		}

		@Bean
		ApplicationListener<ContextRefreshedEvent> warmUp() {
			return (event) -> start();
		}

		/** Connects when it is created, which nothing asks for. */
		@Bean
		Object pool() {
			throw new IllegalStateException("Connected");
		}

		@Scheduled(fixedRate = 1)
		void poll() {
			start();
		}

		static void start() {
			System.err.println("Started");
			throw new IllegalStateException("Started");
		}

		private static final class Consumer implements SmartLifecycle {

			@Override
			public void start() {
				Unstartable.start();
			}

			@Override
			public void stop() {
				// It never runs.
			}

			@Override
			public boolean isRunning() {
				return false;
			}

		}

	}

	/** A filter that can't be created keeps a server from being prepared. */
	@Configuration(proxyBeanMethods = false)
	static class Failing extends Orders {

		@Bean
		Filter broken() {
			throw new IllegalStateException("no licence");
		}

	}

	/** Has CORS configuration of its own on the paths of a policy. */
	@Configuration(proxyBeanMethods = false)
	static class Configured extends Orders {

		@Bean
		CorsFilter corsFilter() {
			CorsConfiguration configuration = new CorsConfiguration();
			configuration.addAllowedOrigin("https://app.example.com");
			UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
			source.registerCorsConfiguration("/orders/**", configuration);
			return new CorsFilter(source);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Declared extends Orders {

		@Bean
		CorsPolicy policy() {
			return CorsPolicy.named("orders")
				.paths("/orders/**")
				.allowedOrigins("https://*.example.com", "https://shop.example.com")
				.build();
		}

	}

	@RestController
	@RequestMapping("/orders")
	static class OrdersController {

		@GetMapping
		String list() {
			return "[]";
		}

		@PostMapping
		String add(@RequestHeader("X-Tenant") String tenant) {
			return tenant;
		}

	}

}
