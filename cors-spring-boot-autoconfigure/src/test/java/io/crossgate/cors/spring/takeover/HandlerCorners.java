package io.crossgate.cors.spring.takeover;

import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Handlers that share a path.
 */
final class HandlerCorners {

	static final List<Case> CASES = List.of(
			Case.servlet("a handler of every method beside one without an annotation", AnyBesideBare.class),
			Case.servlet("a handler of every method beside one of another origin", AnyBesideOther.class),
			Case.servlet("a handler of some requests beside one without an annotation", SomeBesideBare.class),
			Case.servlet("two names of one variable", TwoNames.class),
			Case.servlet("two names of one variable, one of them bare", TwoNamesBare.class),
			Case.servlet("a handler is annotated for a method it does not have", ForeignMethod.class),
			Case.servlet("a bare handler of paths that no policy can have beside a variable", OddBare.class),
			Case.servlet("a variable of digits beside a bare one", DigitsBesideBare.class),
			Case.servlet("a mapping that no policy can have stands before a wide one", OddMapping.class),
			Case.servlet("a filter's path that no policy can have stands before a wide one", OddFilter.class),
			Case.servlet("a functional route beside a variable with an annotation", User.class, Route.class),
			Case.servlet("a fixed path without an annotation has another method than the variable", OtherMethod.class));

	private HandlerCorners() {
	}

	@RestController
	static class AnyBesideBare {

		@CrossOrigin(origins = "https://app.example.com", methods = { RequestMethod.GET, RequestMethod.POST })
		@RequestMapping("/cart")
		String cart() {
			return "cart";
		}

		@PostMapping("/cart")
		String buy() {
			return "bought";
		}

	}

	@RestController
	static class AnyBesideOther {

		@CrossOrigin(origins = "https://reader.example.com",
				methods = { RequestMethod.GET, RequestMethod.POST, RequestMethod.PUT })
		@RequestMapping("/posts")
		String posts() {
			return "posts";
		}

		@CrossOrigin("https://editor.example.com")
		@PostMapping("/posts")
		String post() {
			return "post";
		}

	}

	@RestController
	static class SomeBesideBare {

		@CrossOrigin("https://app.example.com")
		@GetMapping(path = "/report", params = "public")
		String publicReport() {
			return "public";
		}

		@GetMapping("/report")
		String report() {
			return "report";
		}

	}

	@RestController
	static class TwoNames {

		@CrossOrigin("https://app.example.com")
		@GetMapping("/orders/{id}")
		String order() {
			return "order";
		}

		@CrossOrigin("https://app.example.com")
		@PostMapping("/orders/{name}")
		String change() {
			return "changed";
		}

	}

	@RestController
	static class TwoNamesBare {

		@CrossOrigin(origins = "https://app.example.com", methods = { RequestMethod.GET, RequestMethod.POST })
		@RequestMapping("/orders/{id}")
		String order() {
			return "order";
		}

		@PostMapping("/orders/{name}")
		String change() {
			return "changed";
		}

	}

	@RestController
	static class ForeignMethod {

		@CrossOrigin(origins = "https://app.example.com", methods = RequestMethod.GET)
		@PostMapping("/stock")
		String change() {
			return "changed";
		}

		@GetMapping("/stock")
		String stock() {
			return "stock";
		}

	}

	@RestController
	static class OddBare {

		@CrossOrigin("https://app.example.com")
		@GetMapping("/files/{name}")
		String file() {
			return "file";
		}

		@GetMapping("/files/{name}-secret")
		String secret() {
			return "secret";
		}

	}

	@RestController
	static class DigitsBesideBare {

		@CrossOrigin("https://app.example.com")
		@GetMapping("/items/{id:\\d+}")
		String item() {
			return "item";
		}

		@GetMapping("/items/{name}")
		String named() {
			return "named";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OddMapping implements WebMvcConfigurer {

		@Override
		public void addCorsMappings(CorsRegistry registry) {
			registry.addMapping("/assets/*-secret").allowedOrigins("https://odd.example.com");
			registry.addMapping("/**").allowedOrigins("https://app.example.com");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OddFilter {

		@Bean
		CorsFilter corsFilter() {
			UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
			source.registerCorsConfiguration("/assets/*-secret", Applications.listed("https://odd.example.com"));
			source.registerCorsConfiguration("/**", Applications.listed("https://app.example.com"));
			return new CorsFilter(source);
		}

	}

	@RestController
	static class User {

		@CrossOrigin("https://app.example.com")
		@GetMapping("/users/{name}")
		String user() {
			return "user";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Route {

		@Bean
		RouterFunction<ServerResponse> mine() {
			return RouterFunctions.route(RequestPredicates.path("/users/mine"),
					(request) -> ServerResponse.ok().build());
		}

	}

	@RestController
	static class OtherMethod {

		@CrossOrigin("https://app.example.com")
		@GetMapping("/users/{name}")
		String user() {
			return "user";
		}

		@PostMapping("/users/mine")
		String change() {
			return "changed";
		}

	}

}
