package io.crossgate.cors.spring.test;

import io.crossgate.cors.browser.FetchResult;

/**
 * Assertions about one call of a page: what it reads, and what the browser did for it.
 *
 * @since 0.1.0
 */
public final class FetchAssert {

	private final PageCall call;

	private final FetchResult result;

	FetchAssert(PageCall call) {
		this.call = call;
		this.result = call.result();
	}

	/**
	 * Verifies that the page can read a response header.
	 * @param header the header's name
	 * @return this assertion
	 */
	public FetchAssert reads(String header) {
		if (this.result.header(header) == null) {
			throw this.call.failure("to be able to read the header %s, but %scan read only %s".formatted(header,
					this.call.hasResponseHeader(header) ? "the policy's exposed-headers lack it: "
							: "the answer has none: ",
					this.result.exposedHeaders()));
		}
		return this;
	}

	/**
	 * Verifies that the page can't read a response header.
	 * @param header the header's name
	 * @return this assertion
	 */
	public FetchAssert doesNotRead(String header) {
		if (this.result.header(header) != null) {
			throw this.call.failure("not to be able to read the header " + header + ", but can");
		}
		return this;
	}

	/**
	 * Verifies that the browser asked with a preflight first.
	 * @return this assertion
	 */
	public FetchAssert afterPreflight() {
		if (!this.result.preflightSent()) {
			throw this.call.failure("to need a preflight, but needs none");
		}
		return this;
	}

	/**
	 * Verifies that the browser did not need to ask.
	 * @return this assertion
	 */
	public FetchAssert withoutPreflight() {
		if (this.result.preflightSent()) {
			throw this.call.failure("to need no preflight, but needs one " + this.result.preflightCauses());
		}
		return this;
	}

	/**
	 * Verifies the status of the answer.
	 * @param status the expected status
	 * @return this assertion
	 */
	public FetchAssert answeredWith(int status) {
		if (this.result.status() != status) {
			throw this.call.failure("to be answered with " + status + ", but is with " + this.result.status());
		}
		return this;
	}

	/**
	 * Return everything the browser did.
	 * @return the result
	 */
	public FetchResult result() {
		return this.result;
	}

}
