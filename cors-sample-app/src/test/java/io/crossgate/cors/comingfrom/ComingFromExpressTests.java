package io.crossgate.cors.comingfrom;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;

import io.crossgate.cors.npm.NpmProject;
import io.crossgate.cors.sample.Laboratory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The profile {@code express} answers what Express with its package {@code cors} answers,
 * request by request, but for what is said of each.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ComingFromExpressTests {

	private Laboratory tomcat;

	private Laboratory netty;

	@BeforeAll
	void start() throws IOException {
		this.tomcat = Laboratory.on(WebApplicationType.SERVLET, List.of(Anything.class),
				"--spring.profiles.active=express");
		this.netty = Laboratory.on(WebApplicationType.REACTIVE, List.of(Anything.class),
				"--spring.profiles.active=express");
	}

	@AfterAll
	void stop() {
		this.tomcat.close();
		this.netty.close();
	}

	@Requests
	void profileAnswers(String what, String method, String headers, String answer, String differences)
			throws IOException {
		Sent request = Sent.of(method, headers);
		Answer own = Answer.to(request, Anything.PATH, this.tomcat.port());
		assertThat(own.summary()).isEqualTo(answer);
		assertThat(Answer.to(request, Anything.PATH, this.netty.port())).isEqualTo(own);
	}

	@Nested
	@TestInstance(Lifecycle.PER_CLASS)
	class Beside {

		private ExpressServer express;

		@BeforeAll
		void start(@TempDir Path folder) throws Exception {
			NpmProject.assumeAvailable(ComingFromExpressTests.class, "Nothing is compared with a running Express");
			this.express = ExpressServer.start(folder);
		}

		@AfterAll
		void stop() {
			if (this.express != null) {
				this.express.close();
			}
		}

		@Requests
		void expressAnswersTheSameButFor(String what, String method, String headers, String answer, String differences)
				throws IOException {
			Sent request = Sent.of(method, headers);
			Difference.assertExplained(request, Answer.to(request, Anything.PATH, this.express.port()),
					Answer.to(request, Anything.PATH, ComingFromExpressTests.this.tomcat.port()), differences);
		}

	}

	/** What is sent, what the profile answers, and in what Express differs. */
	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', emptyValue = "",
			textBlock = """
					no Origin              | GET     | ''                                                | 200 served         | no_origin
					no Origin, a write     | POST    | ''                                                | 200 served         | no_origin
					first origin           | GET     | Origin: https://app.example.com                   | 200 allowed served | ''
					second origin          | POST    | Origin: https://admin.example.com                 | 200 allowed served | ''
					with a cookie          | DELETE  | Origin: https://app.example.com; Cookie: id=1     | 200 allowed served | ''
					with a token           | PUT     | Origin: https://app.example.com; Authorization: x | 200 allowed served | ''
					HEAD                   | HEAD    | Origin: https://app.example.com                   | 200 allowed served | ''
					method not listed      | PATCH   | Origin: https://app.example.com                   | 403                | method
					foreign origin         | GET     | Origin: https://evil.example                      | 403                | origin, vary
					foreign write          | POST    | Origin: https://evil.example                      | 403                | origin, vary
					null                   | GET     | Origin: null                                      | 403                | origin, vary
					null, a write          | POST    | Origin: null                                      | 403                | origin, vary
					upper case             | GET     | Origin: https://APP.example.com                   | 403                | origin, vary
					default port           | GET     | Origin: https://app.example.com:443               | 403                | origin, vary
					other scheme           | GET     | Origin: http://app.example.com                    | 403                | origin, vary
					longer host            | GET     | Origin: https://app.example.com.evil.example      | 403                | origin, vary
					two origins            | GET     | Origin: https://app.example.com; Origin: https://evil.example | 403    | origin, vary
					server's own origin    | GET     | Origin: http://localhost:{port}                   | 200 served         | own_origin, vary
					preflight              | OPTIONS | Origin: https://app.example.com; Access-Control-Request-Method: PUT    | 204 allowed | head, max_age, vary
					with listed headers    | OPTIONS | Origin: https://admin.example.com; Access-Control-Request-Method: POST; Access-Control-Request-Headers: authorization,content-type | 204 allowed | head, max_age, vary
					safelisted method      | OPTIONS | Origin: https://app.example.com; Access-Control-Request-Method: GET; Access-Control-Request-Headers: authorization | 204 allowed | head, max_age, vary
					for an unlisted method | OPTIONS | Origin: https://app.example.com; Access-Control-Request-Method: PATCH  | 403 | preflight, vary
					for a method in lower case | OPTIONS | Origin: https://app.example.com; Access-Control-Request-Method: put | 403 | preflight, vary
					for an unlisted header | OPTIONS | Origin: https://app.example.com; Access-Control-Request-Method: PUT; Access-Control-Request-Headers: x-other | 403 | preflight, vary
					of a foreign origin    | OPTIONS | Origin: https://evil.example; Access-Control-Request-Method: PUT       | 403 | origin, vary
					of null                | OPTIONS | Origin: null; Access-Control-Request-Method: PUT                       | 403 | origin, vary
					OPTIONS                | OPTIONS | ''                                                | 200 served         | application, no_origin
					OPTIONS with an origin | OPTIONS | Origin: https://app.example.com                   | 200 allowed served | application
					preflight without Origin | OPTIONS | Access-Control-Request-Method: PUT              | 200 served         | application, no_origin
					""")
	@interface Requests {

	}

}
