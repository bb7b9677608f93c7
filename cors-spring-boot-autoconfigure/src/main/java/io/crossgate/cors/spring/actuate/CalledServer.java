package io.crossgate.cors.spring.actuate;

import java.net.URI;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The server that an explained call goes to: the one that answers the question, as it was
 * called itself.
 *
 * @param scheme the scheme
 * @param host the host
 * @param port the port, or -1 for the scheme's default
 */
record CalledServer(String scheme, String host, int port) {

	/** A reserved name (RFC 2606), so that no page is of the same origin by chance. */
	static final CalledServer UNKNOWN = new CalledServer("https", "this-server.invalid", -1);

	private static final String HTTPS = "https";

	/** Return the server that is called on this thread, if a servlet container does. */
	static CalledServer current() {
		RequestAttributes attributes = RequestContextHolder.getRequestAttributes();
		return (attributes != null) ? Servlet.of(attributes) : UNKNOWN;
	}

	static CalledServer of(@Nullable URI uri) {
		return (uri == null || uri.getHost() == null || uri.getScheme() == null) ? UNKNOWN
				: new CalledServer(uri.getScheme().toLowerCase(Locale.ROOT), uri.getHost(), uri.getPort());
	}

	/**
	 * Return the application's own server where the management endpoints have another
	 * port.
	 */
	CalledServer application(Environment environment) {
		Integer port = environment.getProperty("local.server.port", Integer.class);
		Integer management = environment.getProperty("local.management.port", Integer.class);
		if (this.equals(UNKNOWN) || port == null || management == null || port.equals(management)) {
			return this;
		}
		boolean secure = environment.getProperty("server.ssl.enabled", Boolean.class, true)
				&& (StringUtils.hasText(environment.getProperty("server.ssl.bundle"))
						|| StringUtils.hasText(environment.getProperty("server.ssl.key-store"))
						|| StringUtils.hasText(environment.getProperty("server.ssl.certificate")));
		return new CalledServer(secure ? HTTPS : "http", this.host, port);
	}

	/** Loaded only where a servlet container has called. */
	private static final class Servlet {

		static CalledServer of(RequestAttributes attributes) {
			if (!(attributes instanceof ServletRequestAttributes servlet)) {
				return UNKNOWN;
			}
			HttpServletRequest request = servlet.getRequest();
			return new CalledServer(request.getScheme(), request.getServerName(), request.getServerPort());
		}

	}

}
