package io.crossgate.cors.sample;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The names under which this one process can be reached. To a browser each is an origin
 * of its own.
 *
 * @since 0.1.0
 */
@Component
public class Addresses {

	private final Environment environment;

	private final SecondServer secondServer;

	Addresses(Environment environment, SecondServer secondServer) {
		this.environment = environment;
		this.secondServer = secondServer;
	}

	/**
	 * Return where the page is to be opened.
	 * @return an origin that the policies list
	 */
	public String home() {
		return "http://localhost:" + firstPort();
	}

	/**
	 * Return the second port.
	 * @return another origin, but the same site as home
	 */
	public String otherPort() {
		return "http://localhost:" + this.secondServer.port();
	}

	/**
	 * Return the same port under another name.
	 * @return another origin, and another site than home
	 */
	public String otherName() {
		return "http://127.0.0.1:" + firstPort();
	}

	/**
	 * Return the second port under another name.
	 * @return an origin that no policy lists
	 */
	public String unlistedOrigin() {
		return "http://127.0.0.1:" + this.secondServer.port();
	}

	/**
	 * Return a subdomain of home; browsers resolve it without a hosts file.
	 * @return an origin that only a pattern allows
	 */
	public String tenant() {
		return "http://acme.localhost:" + firstPort();
	}

	private int firstPort() {
		return this.environment.getRequiredProperty("local.server.port", Integer.class);
	}

}
