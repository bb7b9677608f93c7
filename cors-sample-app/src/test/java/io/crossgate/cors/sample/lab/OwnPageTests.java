package io.crossgate.cors.sample.lab;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Only the page itself, opened on this very machine, changes policies.
 */
class OwnPageTests {

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|',
			textBlock = """
					the page                       | POST   | 127.0.0.1 | localhost:8080      | http://localhost:8080      |                    | true
					its undo                       | DELETE | 127.0.0.1 | localhost:8080      | http://localhost:8080      |                    | true
					by another of its names        | POST   | 127.0.0.1 | 127.0.0.1:8081      | http://127.0.0.1:8081      |                    | true
					by IPv6                        | POST   | ::1       | [::1]:8080          | http://[::1]:8080          |                    | true
					a subdomain of localhost       | POST   | 127.0.0.1 | acme.localhost:8080 | http://acme.localhost:8080 |                    | true
					who only looks                 | GET    | 192.0.2.7 | lab.example         |                            |                    | true
					another port                   | POST   | 127.0.0.1 | localhost:8080      | http://localhost:8081      |                    | false
					another name of this machine   | POST   | 127.0.0.1 | localhost:8080      | http://127.0.0.1:8080      |                    | false
					a sandboxed frame              | POST   | 127.0.0.1 | localhost:8080      | null                       |                    | false
					curl, which sends no origin    | POST   | 127.0.0.1 | localhost:8080      |                            |                    | false
					another machine                | POST   | 192.0.2.7 | localhost:8080      | http://localhost:8080      |                    | false
					an address that is not known   | POST   |           | localhost:8080      | http://localhost:8080      |                    | false
					a name that leads here         | POST   | 127.0.0.1 | rebind.example:8080 | http://rebind.example:8080 |                    | false
					a name that begins like ours   | POST   | 127.0.0.1 | localhost.example   | http://localhost.example   |                    | false
					behind a proxy                 | POST   | 127.0.0.1 | localhost:8080      | http://localhost:8080      | x-forwarded-for    | false
					behind a proxy of the standard | POST   | 127.0.0.1 | localhost:8080      | http://localhost:8080      | forwarded          | false
					behind a gateway               | POST   | 127.0.0.1 | localhost:8080      | http://localhost:8080      | via                | false
					behind nginx                   | POST   | 127.0.0.1 | localhost:8080      | http://localhost:8080      | x-real-ip          | false
					""")
	void permitsThePageAndNobodyElse(String who, String method, String client, String host, String origin, String proxy,
			boolean permitted) throws Exception {
		Map<String, String> headers = new HashMap<>(Map.of("host", host, "accept", "*/*"));
		if (origin != null) {
			headers.put("origin", origin);
		}
		if (proxy != null) {
			headers.put(proxy, "192.0.2.7");
		}
		InetAddress address = (client != null) ? InetAddress.getByName(client) : null;
		assertThat(OwnPage.permits(method, address, headers)).as(who).isEqualTo(permitted);
	}

}
