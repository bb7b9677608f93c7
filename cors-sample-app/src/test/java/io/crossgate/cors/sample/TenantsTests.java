package io.crossgate.cors.sample;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The origins of customers in real databases: a new customer's page may call at once, one
 * that is removed may not, and without a database nobody may.
 */
class TenantsTests {

	private static final String SHOP = "https://shop.example.com";

	private final HttpClient client = HttpClient.newHttpClient();

	@ParameterizedTest(name = "{0}, profiles {1}")
	@CsvSource({ "SERVLET, tenants", "REACTIVE, tenants", "REACTIVE, 'tenants,r2dbc'" })
	void customersOfAnEmbeddedDatabase(WebApplicationType type, String profiles) throws Exception {
		try (Laboratory laboratory = Laboratory.on(type, "--spring.profiles.active=" + profiles)) {
			assertCustomersComeAndGo(laboratory);
		}
	}

	@ParameterizedTest(name = "{0}, {2}")
	@CsvSource({ "SERVLET, tenants, jdbc:postgresql, spring.datasource",
			"REACTIVE, 'tenants,r2dbc', r2dbc:postgresql, spring.r2dbc" })
	void customersOfPostgreSql(WebApplicationType type, String profiles, String protocol, String property)
			throws Exception {
		assumeTrue(PostgreSql.programs() != null, "PostgreSQL is not installed (Debian: postgresql)");
		try (PostgreSql database = PostgreSql.start();
				Laboratory laboratory = Laboratory.on(type, "--spring.profiles.active=" + profiles,
						"--" + property + ".url=" + database.url(protocol), "--" + property + ".username=tenants")) {
			assertCustomersComeAndGo(laboratory);
			database.stop();
			assertThat(status(laboratory, "https://other.example.com")).isEqualTo(403);
		}
	}

	private void assertCustomersComeAndGo(Laboratory laboratory) throws Exception {
		assertThat(status(laboratory, SHOP)).isEqualTo(403);
		HttpResponse<String> mistyped = admin(laboratory, "POST", "HTTPS://Shop.Example.com:443/");
		assertThat(mistyped.statusCode()).isEqualTo(422);
		assertThat(mistyped.body()).contains(SHOP);
		assertThat(admin(laboratory, "POST", SHOP).body()).isEqualTo(SHOP);
		HttpResponse<String> read = get(laboratory, SHOP);
		assertThat(read.statusCode()).isEqualTo(200);
		assertThat(read.headers().allValues("Access-Control-Allow-Origin")).containsExactly(SHOP);
		assertThat(read.headers().allValues("Access-Control-Allow-Credentials")).containsExactly("true");
		assertThat(preflight(laboratory, SHOP)).isEqualTo(204);
		assertThat(preflight(laboratory, "https://shop.example.com.evil.example")).isEqualTo(403);
		assertThat(admin(laboratory, "DELETE", SHOP).statusCode()).isEqualTo(200);
		assertThat(status(laboratory, SHOP)).isEqualTo(403);
		assertThat(status(laboratory, "null")).isEqualTo(403);
	}

	private int status(Laboratory laboratory, String origin) throws Exception {
		return get(laboratory, origin).statusCode();
	}

	private HttpResponse<String> get(Laboratory laboratory, String origin) throws Exception {
		return send(HttpRequest.newBuilder(uri(laboratory, "/tenants/orders")).header("Origin", origin));
	}

	private int preflight(Laboratory laboratory, String origin) throws Exception {
		return send(HttpRequest.newBuilder(uri(laboratory, "/tenants/orders"))
			.method("OPTIONS", BodyPublishers.noBody())
			.header("Origin", origin)
			.header("Access-Control-Request-Method", "GET")).statusCode();
	}

	private HttpResponse<String> admin(Laboratory laboratory, String method, String origin) throws Exception {
		return send(HttpRequest
			.newBuilder(uri(laboratory, "/admin/tenants?origin=" + URLEncoder.encode(origin, StandardCharsets.UTF_8)))
			.method(method, BodyPublishers.noBody()));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return this.client.send(request.build(), BodyHandlers.ofString());
	}

	private static URI uri(Laboratory laboratory, String path) {
		return URI.create(laboratory.addresses().home() + path);
	}

}
