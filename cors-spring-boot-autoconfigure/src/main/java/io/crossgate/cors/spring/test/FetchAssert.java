package io.crossgate.cors.spring.test;

import io.crossgate.cors.browser.FetchResult;

/**
 * Says what came of one call of a page.
 *
 * @since 0.1.0
 */
public final class FetchAssert {

	private final CorsAssert page;

	private final FetchResult result;

	FetchAssert(CorsAssert page, FetchResult result) {
		this.page = page;
		this.result = result;
	}

	/**
	 * Verifies that the page can read a response header.
	 * @param header the header's name
	 * @return this assertion
	 */
	public FetchAssert reads(String header) {
		if (this.result.header(header) == null) {
			throw this.page.failure("expected to be able to read the header " + header + ", but can read only "
					+ this.result.exposedHeaders(), this.result);
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
			throw this.page.failure("expected not to be able to read the header " + header + ", but can", this.result);
		}
		return this;
	}

	/**
	 * Verifies that the browser asked with a preflight first.
	 * @return this assertion
	 */
	public FetchAssert afterPreflight() {
		if (!this.result.preflightSent()) {
			throw this.page.failure("expected to need a preflight, but needs none", this.result);
		}
		return this;
	}

	/**
	 * Verifies that the browser did not need to ask.
	 * @return this assertion
	 */
	public FetchAssert withoutPreflight() {
		if (this.result.preflightSent()) {
			throw this.page.failure("expected to need no preflight, but needs one " + this.result.preflightCauses(),
					this.result);
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
			throw this.page.failure("expected to be answered with " + status + ", but is with " + this.result.status(),
					this.result);
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
