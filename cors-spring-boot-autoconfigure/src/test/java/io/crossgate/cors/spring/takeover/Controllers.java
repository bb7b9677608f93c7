package io.crossgate.cors.spring.takeover;

import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.CorsFilter;

/**
 * Controllers with annotations of their own.
 */
final class Controllers {

	static final List<Case> CASES = List.of(Case.servlet("an annotation at a class", AtClass.class),
			Case.servlet("an annotation without values lets everyone in, without cookies", Bare.class),
			Case.servlet("an annotation lets every website in with cookies", Reflecting.class)
				.finding("any-origin-with-credentials"),
			Case.servlet("one method of a path is annotated, another is not", OneOfTwo.class),
			Case.servlet("annotations at class and method are added up", ClassAndMethod.class),
			Case.servlet("two methods of a path let in different origins", TwoOrigins.class),
			Case.servlet("a fixed path without an annotation beside a variable with one", FixedBesideVariable.class),
			Case.servlet("a variable that is limited to digits", Digits.class),
			Case.servlet("the origin comes from a property", Placeholder.class)
				.properties("app.cors.origin=https://app.example.com"),
			Case.servlet("an annotation names a host without a scheme", NoScheme.class).finding("malformed-origin"),
			Case.servlet("methods are listed that are not mapped", MoreMethods.class),
			Case.servlet("a filter ends the preflights for an annotated path", BehindFilter.class, Behind.class));

	private Controllers() {
	}

	@RestController
	@RequestMapping("/todos")
	@CrossOrigin(origins = "https://app.example.com", maxAge = 600)
	static class AtClass {

		@GetMapping
		String all() {
			return "all";
		}

		@PostMapping
		String add() {
			return "added";
		}

		@DeleteMapping("/{id}")
		String delete() {
			return "deleted";
		}

	}

	@RestController
	static class Bare {

		@CrossOrigin
		@GetMapping("/quotes")
		String quote() {
			return "quote";
		}

	}

	@RestController
	static class Reflecting {

		@CrossOrigin(originPatterns = "*", allowCredentials = "true")
		@RequestMapping(path = "/account", method = { RequestMethod.GET, RequestMethod.HEAD, RequestMethod.POST })
		String account() {
			return "account";
		}

	}

	@RestController
	static class OneOfTwo {

		@CrossOrigin("https://app.example.com")
		@GetMapping("/cart")
		String cart() {
			return "cart";
		}

		@PostMapping("/cart")
		String buy() {
			return "bought";
		}

	}

	@RestController
	@CrossOrigin("https://app.example.com")
	static class ClassAndMethod {

		@CrossOrigin(origins = "https://admin.example.com", exposedHeaders = "X-Total-Count",
				allowedHeaders = { "Content-Type", "X-Admin" }, allowCredentials = "true")
		@PutMapping("/orders/{id}")
		String change() {
			return "changed";
		}

		@GetMapping("/orders")
		String orders() {
			return "orders";
		}

	}

	@RestController
	static class TwoOrigins {

		@CrossOrigin("https://reader.example.com")
		@GetMapping("/posts")
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
	static class FixedBesideVariable {

		@CrossOrigin("https://app.example.com")
		@GetMapping("/users/{name}")
		String user() {
			return "user";
		}

		@GetMapping("/users/me")
		String me() {
			return "me";
		}

	}

	@RestController
	static class Digits {

		@CrossOrigin("https://app.example.com")
		@GetMapping("/items/{id:\\d+}")
		String item() {
			return "item";
		}

	}

	@RestController
	static class Placeholder {

		@CrossOrigin("${app.cors.origin}")
		@GetMapping("/news")
		String news() {
			return "news";
		}

	}

	@RestController
	static class NoScheme {

		@CrossOrigin("app.example.com")
		@GetMapping("/weather")
		String weather() {
			return "weather";
		}

	}

	@RestController
	static class MoreMethods {

		@CrossOrigin(origins = "https://app.example.com", methods = { RequestMethod.GET, RequestMethod.PUT })
		@GetMapping("/stock")
		String stock() {
			return "stock";
		}

	}

	@RestController
	static class Behind {

		@CrossOrigin("https://app.example.com")
		@PutMapping("/settings")
		String settings() {
			return "settings";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BehindFilter {

		@Bean
		CorsFilter corsFilter() {
			return Applications.filter("/api/**", Applications.listed("https://api.example.com"));
		}

	}

}
