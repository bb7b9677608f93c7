package io.crossgate.cors.spring.takeover;

import java.util.List;

import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

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
			Case.servlet("a handler is annotated for a method it does not have", ForeignMethod.class));

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

}
