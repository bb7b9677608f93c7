package io.crossgate.cors.spring.explain;

import java.util.Enumeration;

import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Recognises requests of this machine's own user as the container received them, because
 * filters before this one may have hidden what proxies wrote.
 *
 * @since 0.1.0
 */
final class ServletClient {

	/**
	 * Tomcat's own reader of {@code X-Forwarded-For} takes the header away with the
	 * client it reads off it, and leaves this on every request of a peer it believes.
	 */
	private static final String TOMCAT_FORWARDED = "org.apache.tomcat.request.forwarded";

	private ServletClient() {
	}

	/**
	 * Return whether a request is of this machine's own user and came without a proxy.
	 * @param request the request, wrapped or not; WebFlux gives it out as any object
	 * @return whether it is, and is a servlet container's
	 */
	static boolean isOwn(Object request) {
		return received(request) instanceof HttpServletRequest received
				&& LoopbackRequests.isLocal(received.getRemoteAddr(), received.getServerName())
				&& !isForwarded(received);
	}

	/** A container that does not tell names may hide anything. */
	private static boolean isForwarded(HttpServletRequest received) {
		@Nullable Enumeration<String> names = received.getHeaderNames();
		return names == null || ProxyTrace.isIn(names.asIterator()) || received.getAttribute(TOMCAT_FORWARDED) != null;
	}

	private static Object received(Object request) {
		Object received = request;
		while (received instanceof ServletRequestWrapper wrapper) {
			received = wrapper.getRequest();
		}
		return received;
	}

}
