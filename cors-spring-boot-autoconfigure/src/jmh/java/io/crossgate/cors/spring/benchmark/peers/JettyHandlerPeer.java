package io.crossgate.cors.spring.benchmark.peers;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.jetty.http.pathmap.ServletPathSpec;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.handler.CrossOriginHandler;
import org.eclipse.jetty.server.handler.PathMappingsHandler;

import io.crossgate.cors.spring.benchmark.exchanges.JettyPeer;
import io.crossgate.cors.spring.benchmark.scenarios.Policy;
import io.crossgate.cors.spring.benchmark.scenarios.Scenario;

/** Jetty's core handler: every origin is a regular expression. */
final class JettyHandlerPeer implements JettyPeer {

	@Override
	public String name() {
		return "jetty-handler";
	}

	@Override
	public Handler handler(Scenario scenario, Handler application) {
		if (!scenario.hasPaths()) {
			return cors(scenario.policy(), application);
		}
		PathMappingsHandler paths = new PathMappingsHandler.NoContext();
		scenario.policies()
			.forEach((policy) -> paths.addMapping(new ServletPathSpec(policy.path().replace("**", "*")),
					cors(policy, application)));
		paths.addMapping(new ServletPathSpec("/"), application);
		return paths;
	}

	private static Handler cors(Policy policy, Handler application) {
		CrossOriginHandler handler = new CrossOriginHandler();
		handler.setAllowedOriginPatterns(expressions(policy));
		handler.setAllowedMethods(new LinkedHashSet<>(policy.methods()));
		handler.setAllowedHeaders(new LinkedHashSet<>(policy.headers()));
		handler.setExposedHeaders(Set.of(Policy.EXPOSED));
		handler.setAllowCredentials(policy.credentials());
		handler.setPreflightMaxAge(Duration.ofSeconds(Policy.MAX_AGE));
		handler.setHandler(application);
		return handler;
	}

	private static Set<String> expressions(Policy policy) {
		if (policy.isAnyOrigin()) {
			return Set.of("*");
		}
		return Stream
			.concat(policy.origins().stream().map((origin) -> origin.replace(".", "\\.")),
					policy.parentDomains()
						.stream()
						.map((domain) -> "https://([a-z0-9-]+\\.)+" + domain.replace(".", "\\.")))
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

}
