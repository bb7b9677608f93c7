package io.crossgate.cors.gateway;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A gateway that runs. It has a policy for <code>/api</code>, <code>/dead</code> and
 * <code>/unrouted</code>, and one for everybody at <code>/public</code>; it routes all
 * but <code>/unrouted</code>, and nobody listens behind <code>/dead</code>. It runs until
 * the tests end: gateways share Netty's threads, which the first one to stop would stop.
 *
 * @param context its context
 */
record Gateway(ConfigurableApplicationContext context) {

	static final String STACK = System.getProperty("gateway.stack");

	static final String PREFIX = "spring.cloud.gateway.server." + STACK + ".";

	static Gateway start(Upstream upstream, String... properties) {
		List<String> arguments = new ArrayList<>(List.of("server.port=0", "logging.level.root=off",
				"spring.main.banner-mode=off", PREFIX + "routes[0].id=upstream",
				PREFIX + "routes[0].uri=http://127.0.0.1:" + upstream.port(),
				PREFIX + "routes[0].predicates[0]=Path=/api/**,/else/**,/public/**", PREFIX + "routes[1].id=dead",
				PREFIX + "routes[1].uri=http://127.0.0.1:1", PREFIX + "routes[1].predicates[0]=Path=/dead/**",
				"cors.policies.app.paths=/api/**,/dead/**,/unrouted/**",
				"cors.policies.app.allowed-origins=https://app.example.com",
				"cors.policies.app.allow-credentials=true", "cors.policies.app.exposed-headers=X-Total",
				"cors.policies.open.paths=/public/**", "cors.policies.open.allowed-origins=any"));
		arguments.addAll(List.of(properties));
		return new Gateway(SpringApplication.run(GatewayApplication.class,
				arguments.stream().map((property) -> "--" + property).toArray(String[]::new)));
	}

	Response send(String line, String... headers) {
		int port = this.context.getEnvironment().getRequiredProperty("local.server.port", int.class);
		return Response.of(port, line, headers);
	}

}
