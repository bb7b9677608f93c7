package io.crossgate.cors.spring.load;

import java.util.Arrays;
import java.util.List;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import io.crossgate.cors.origin.AsyncOriginLookup;
import io.crossgate.cors.origin.OriginLookup;
import io.crossgate.cors.spring.Server;

/**
 * The application that is put under load, in a process of its own: policies of each kind,
 * and a handler behind each.
 */
@Configuration(proxyBeanMethods = false)
@RestController
public class LoadedApplication {

	/** So few that waiting for lookups would soon use them up, were it not limited. */
	static final int SERVER_THREADS = 16;

	static final int LOOKUPS = 6;

	/** Less than is invented in a run, so that the caches are full before it ends. */
	private static final int KNOWN_ORIGINS = 500;

	private static final int MANY_BYTES = 400_000;

	static List<String> arguments(Server server, String watched) {
		return List.of("--server.port=0", "--spring.main.banner-mode=off", server.exclusions(false),
				"--server.tomcat.threads.max=" + SERVER_THREADS, "--server.jetty.threads.max=" + SERVER_THREADS,
				"--management.endpoints.web.exposure.include=cors,health,metrics",
				"--cors.policies.listed.paths=/listed/**",
				"--cors.policies.listed.allowed-origins=https://app.example.com,https://admin.example.com",
				"--cors.policies.listed.allowed-methods=GET,POST",
				"--cors.policies.listed.allowed-headers=Content-Type,X-Token",
				"--cors.policies.listed.exposed-headers=X-Total", "--cors.policies.open.paths=/open/**",
				"--cors.policies.open.allowed-origins=any", "--cors.policies.open.allowed-methods=GET,PUT",
				"--cors.policies.private.paths=/private/**",
				"--cors.policies.private.allowed-origins=https://*.example.com",
				"--cors.policies.private.allowed-methods=GET,DELETE", "--cors.policies.private.allowed-headers=X-Token",
				"--cors.policies.private.allow-credentials=true", "--cors.policies.tenants.paths=/tenants/**",
				"--cors.policies.tenants.origins-from=tenants", "--cors.policies.tenants.allow-credentials=true",
				"--cors.policies.partners.paths=/partners/**", "--cors.policies.partners.origins-from=partners",
				"--cors.lookup.max-concurrent=" + LOOKUPS, "--cors.lookup.max-entries=" + KNOWN_ORIGINS,
				"--cors.lookup.cache-ttl=1h", "--cors.reload.watch=" + watched);
	}

	/**
	 * Runs the application until its standard input ends.
	 * @param arguments the server, then properties
	 * @throws Exception if it does not start
	 */
	public static void main(String[] arguments) throws Exception {
		ConfigurableApplicationContext context = Server.valueOf(arguments[0])
			.application(List.of(LoadedApplication.class, RequestEcho.class))
			.run(Arrays.copyOfRange(arguments, 1, arguments.length));
		new Operator(context, LogCounter.attach()).obey(System.in, System.out);
		context.close();
	}

	@Bean
	ScriptedTenants scripts() {
		return new ScriptedTenants();
	}

	@Bean
	OriginLookup tenants(ScriptedTenants scripts) {
		return scripts::allows;
	}

	@Bean
	AsyncOriginLookup partners(ScriptedTenants scripts) {
		return scripts::stage;
	}

	@GetMapping({ "/listed/**", "/open/**", "/private/**", "/tenants/**", "/partners/**", "/storm/**", "/plain/**" })
	String get() {
		return "served";
	}

	@PostMapping("/listed/orders")
	ResponseEntity<String> post() {
		return ResponseEntity.ok().header("X-Total", "1").body("stored");
	}

	@GetMapping("/listed/big")
	byte[] big() {
		return new byte[MANY_BYTES];
	}

}
