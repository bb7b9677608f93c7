package io.crossgate.cors.spring.servlet;

import java.lang.reflect.Proxy;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * One servlet exchange over a few arrays, made once and used again and again: none of its
 * methods allocates, so whatever a measurement counts belongs to the filter. What a
 * filter has no business to call throws {@link UnsupportedOperationException}.
 */
public final class StubExchange implements FilterChain {

	private final StubRequest request;

	private final StubResponse response = new StubResponse();

	/** Kept, as by an application: nothing a filter makes for it is free. */
	private @Nullable ServletResponse passedOn;

	/**
	 * Makes an exchange.
	 * @param method the request's method
	 * @param path the request's path, without context path
	 * @param headers the request's headers: name, value, name, value
	 */
	public StubExchange(String method, String path, String... headers) {
		this.request = new StubRequest(method, path, headers);
	}

	public StubRequest request() {
		return this.request;
	}

	public StubResponse response() {
		return this.response;
	}

	/**
	 * Tells whether the filter let the application answer.
	 * @return whether the chain was called
	 */
	public boolean isPassedOn() {
		return this.passedOn != null;
	}

	/** Forgets the answer and the attributes, as a container does between requests. */
	public void recycle() {
		this.request.recycle();
		this.response.recycle();
		this.passedOn = null;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response) {
		this.passedOn = response;
	}

	/**
	 * Implements an interface of the container by refusing every call.
	 * @param type the interface
	 * @param <T> the interface
	 * @return an object none of whose methods may be called
	 */
	public static <T> T unsupported(Class<T> type) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, arguments) -> {
				throw new UnsupportedOperationException(method.toString());
			}));
	}

}
