package io.crossgate.cors.spring.explain;

import java.net.InetSocketAddress;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.util.ClassUtils;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Recognises requests of this machine's own user as the server received them, because
 * what stands before the web filters may have hidden what proxies wrote.
 */
final class ReactiveClient {

	private static final boolean NETTY = isPresent("reactor.netty.http.server.HttpServerRequest");

	private static final boolean SERVLET = isPresent("jakarta.servlet.http.HttpServletRequest");

	private ReactiveClient() {
	}

	static boolean isOwn(ServerHttpRequest request) {
		if (!LoopbackRequests.isLocal(address(request), request.getURI().getHost())) {
			return false;
		}
		Object received;
		try {
			received = ServerHttpRequestDecorator.getNativeRequest(request);
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			// A request that no server received.
			return false;
		}
		return (NETTY && Netty.isOwn(received)) || (SERVLET && ServletClient.isOwn(received));
	}

	private static String address(ServerHttpRequest request) {
		InetSocketAddress address = request.getRemoteAddress();
		return (address != null && address.getAddress() != null) ? address.getAddress().getHostAddress() : "";
	}

	private static boolean isPresent(String type) {
		return ClassUtils.isPresent(type, ReactiveClient.class.getClassLoader());
	}

	/** Loaded only where Reactor Netty is. */
	private static final class Netty {

		static boolean isOwn(Object received) {
			return received instanceof HttpServerRequest request
					&& !ProxyTrace.isIn(request.requestHeaders().names().iterator());
		}

	}

}
