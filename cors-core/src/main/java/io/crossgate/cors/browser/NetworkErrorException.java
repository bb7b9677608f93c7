package io.crossgate.cors.browser;

/**
 * Ends a fetch. Carries no stack trace: it is the standard's "return a network error",
 * not an accident.
 */
final class NetworkErrorException extends Exception {

	private static final long serialVersionUID = 1L;

	private final FetchFailure failure;

	private final String detail;

	NetworkErrorException(FetchFailure failure) {
		this(failure, "");
	}

	NetworkErrorException(FetchFailure failure, String detail) {
		super(failure.word(), null, false, false);
		this.failure = failure;
		this.detail = detail;
	}

	FetchFailure failure() {
		return this.failure;
	}

	String detail() {
		return this.detail;
	}

}
