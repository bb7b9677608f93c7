package io.crossgate.cors.comingfrom;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;

import io.crossgate.cors.sample.Laboratory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The profiles {@code gin} and {@code tower}, with the lists of a recording in place of
 * their own, answer what those servers were seen to answer, but for what is said of each.
 */
class RecordedAnswersTests {

	private static final List<WebApplicationType> TYPES = List.of(WebApplicationType.SERVLET,
			WebApplicationType.REACTIVE);

	private static final Map<String, List<Laboratory>> LABORATORIES = new HashMap<>();

	private static final Map<String, Map<String, Recorded>> RECORDED = new HashMap<>();

	private static final Set<String> COMPARED = new TreeSet<>();

	@BeforeAll
	static void start() throws IOException {
		for (String server : List.of("gin", "tower")) {
			RECORDED.put(server, Recorded.of(server));
			List<String> arguments = new ArrayList<>(List.of("--spring.profiles.active=" + server,
					// Without credentials no origin is trusted to write.
					"--cors.protection.mode=off", "--server.max-http-request-header-size=64KB",
					"--cors.policies.cookies.paths=/cookies/**",
					"--cors.policies.cookies.allowed-origins=https://app.example.com",
					"--cors.policies.cookies.allow-credentials=true", "--cors.policies.api.allow-credentials=false"));
			for (String policy : List.of("api", "cookies")) {
				arguments.add("--cors.policies." + policy + ".allowed-methods=GET, POST, PUT");
				arguments.add("--cors.policies." + policy + ".allowed-headers=Content-Type, X-Token");
				arguments.add("--cors.policies." + policy + ".exposed-headers=X-Total");
				arguments.add("--cors.policies." + policy + ".max-age=10m");
			}
			List<Laboratory> started = new ArrayList<>();
			LABORATORIES.put(server, started);
			for (WebApplicationType type : TYPES) {
				started.add(Laboratory.on(type, List.of(Anything.class), arguments.toArray(String[]::new)));
			}
		}
	}

	@AfterAll
	static void stop() {
		LABORATORIES.values().forEach((started) -> started.forEach(Laboratory::close));
		assertThat(COMPARED).as("what was recorded and is compared")
			.isEqualTo(new TreeSet<>(RECORDED.get("gin").keySet()))
			.isEqualTo(new TreeSet<>(RECORDED.get("tower").keySet()));
	}

	@ParameterizedTest(name = "{1}")
	@CsvSource(delimiter = '|',
			textBlock = """
					cls-01  | no Origin                            | 200 served         | vary                       | no_origin
					cls-05  | OPTIONS without a method to come     | 200 allowed served | application, exposed, vary | application, exposed
					cls-06  | with an empty method to come         | 403                | preflight                  | preflight, vary
					act-01  | listed origin                        | 200 allowed served | ''                         | ''
					act-02  | foreign origin                       | 403                | vary                       | origin
					act-07  | DELETE                               | 403                | method                     | method
					act-13  | application's own Vary               | 200 allowed served | ''                         | ''
					act-15  | foreign handshake of a WebSocket     | 403                | vary                       | origin
					act-21  | PUT                                  | 200 allowed served | ''                         | ''
					pre-03  | preflight for DELETE                 | 403                | preflight                  | preflight, vary
					pre-07  | for put in lower case                | 403                | preflight                  | preflight, vary
					pre-10  | with credentials                     | 204 allowed        | head                       | head, status, vary
					pre-20  | for TRACE                            | 403                | preflight                  | preflight, vary
					pre-21  | for two methods                      | 403                | preflight                  | preflight, vary
					pre-24  | with a cookie                        | 204 allowed        | head                       | head, status, vary
					pre-27  | for a method with a space            | 403                | preflight                  | preflight, vary
					acrh-02 | for two listed headers               | 204 allowed        | head                       | head, status, vary
					acrh-03 | a space after the comma              | 204 allowed        | head                       | head, status, vary
					acrh-04 | in another order                     | 204 allowed        | head                       | head, status, vary
					acrh-05 | in upper case                        | 204 allowed        | head                       | head, status, vary
					acrh-07 | one listed, one not                  | 403                | preflight                  | preflight, vary
					acrh-09 | empty elements                       | 204 allowed        | head                       | head, status, vary
					acrh-10 | 17 commas before a listed header     | 204 allowed        | head                       | head, status, vary
					acrh-12 | the same header twice                | 204 allowed        | head                       | head, status, vary
					acrh-13 | tabs around a header                 | 204 allowed        | head                       | head, status, vary
					acrh-15 | a header with a space                | 403                | preflight                  | preflight, vary
					acrh-16 | a header with a semicolon            | 403                | preflight                  | preflight, vary
					acrh-17 | Accept, not listed                   | 403                | preflight                  | preflight, vary
					acrh-18 | 1000 commas                          | 403                | preflight                  | preflight, vary
					acrh-20 | 600 headers                          | 403                | preflight                  | preflight, vary
					acrh-24 | 16 commas before a listed header     | 204 allowed        | head                       | head, status, vary
					org-02  | slash at the end                     | 403                | vary                       | origin
					org-03  | default port                         | 403                | vary                       | origin
					org-04  | other port                           | 403                | vary                       | origin
					org-05  | other scheme                         | 403                | vary                       | origin
					org-06  | longer host, at its end              | 403                | vary                       | origin
					org-07  | longer host, at its start            | 403                | vary                       | origin
					org-08  | user in front of a foreign host      | 403                | vary                       | origin
					org-09  | null                                 | 403                | vary                       | origin
					org-12  | empty Origin                         | 403                | origin, vary               | origin
					org-15  | two origins in one line              | 403                | vary                       | origin
					org-16  | two lines of Origin                  | 403                | origin                     | origin
					org-18  | Origin of 8 KiB                      | 403                | vary                       | origin
					org-19  | with a path                          | 403                | vary                       | origin
					org-20  | host in brackets                     | 403                | vary                       | origin
					org-22  | dot after the host                   | 403                | vary                       | origin
					same-01 | server's own origin                  | 200 served         | vary                       | own_origin
					same-02 | own host, other scheme               | 403                | origin, vary               | origin
					pna-02  | preflight of a private network       | 204 allowed        | head                       | head, status, vary
					opt-28  | X-Origin                             | 200 served         | vary                       | no_origin
					""")
	void profilesAnswerAsWasRecordedButFor(String id, String what, String answer, String gin, String tower)
			throws IOException {
		COMPARED.add(id);
		compare("gin", id, answer, gin);
		compare("tower", id, answer, tower);
	}

	private void compare(String server, String id, String answer, String differences) throws IOException {
		Recorded recorded = RECORDED.get(server).get(id);
		for (Laboratory laboratory : LABORATORIES.get(server)) {
			Answer own = Answer.to(recorded.request(), recorded.path(), laboratory.port());
			assertThat(own.summary()).isEqualTo(answer);
			Difference.assertExplained(recorded.request(), recorded.answer(), own, differences);
		}
	}

}
