package io.crossgate.cors.browser.protocol;

import io.crossgate.cors.browser.model.FetchFailure;

/**
 * Ends a fetch: the standard's "return a network error". It has no stack trace, because
 * it is an expected outcome.
 */
public final class NetworkErrorException extends Exception {

	private static final long serialVersionUID = 1L;

	private final FetchFailure failure;

	private final String detail;

	/**
	 * Create a network error.
	 * @param failure why there is no response
	 */
	public NetworkErrorException(FetchFailure failure) {
		this(failure, "");
	}

	/**
	 * Create a network error.
	 * @param failure why there is no response
	 * @param detail the name of the header that is not allowed, or the address space
	 */
	public NetworkErrorException(FetchFailure failure, String detail) {
		super(failure.value(), null, false, false);
		this.failure = failure;
		this.detail = detail;
	}

	/**
	 * Return the reason.
	 * @return why there is no response
	 */
	public FetchFailure failure() {
		return this.failure;
	}

	/**
	 * Return what the reason is about.
	 * @return the name of a header or of an address space, empty if there is none
	 */
	public String detail() {
		return this.detail;
	}

}
