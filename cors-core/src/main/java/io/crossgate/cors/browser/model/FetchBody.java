package io.crossgate.cors.browser.model;

/**
 * The body of a request, as far as CORS depends on it: what {@code Content-Type} it
 * brings along when the page sets none, and whether it is a stream.
 *
 * @since 0.1.0
 * @see <a href="https://fetch.spec.whatwg.org/#concept-bodyinit-extract">Fetch, extract a
 * body</a>
 */
public final class FetchBody {

	private static final FetchBody NONE = new FetchBody(Kind.NONE, "");

	private static final FetchBody STREAM = new FetchBody(Kind.STREAM, "");

	private final Kind kind;

	private final String contentType;

	private FetchBody(Kind kind, String contentType) {
		this.kind = kind;
		this.contentType = contentType;
	}

	/**
	 * Send no body.
	 * @return no body
	 */
	public static FetchBody none() {
		return NONE;
	}

	/**
	 * Send a string. It counts as plain text, even if it is JSON.
	 * @return the body
	 */
	public static FetchBody text() {
		return new FetchBody(Kind.TEXT, "text/plain;charset=UTF-8");
	}

	/**
	 * Send {@code URLSearchParams}.
	 * @return the body
	 */
	public static FetchBody urlEncoded() {
		return new FetchBody(Kind.URL_ENCODED, "application/x-www-form-urlencoded;charset=UTF-8");
	}

	/**
	 * Send {@code FormData}.
	 * @return the body
	 */
	public static FetchBody formData() {
		return new FetchBody(Kind.OTHER, "multipart/form-data; boundary=----FormBoundary");
	}

	/**
	 * Send a {@code Blob} of some type.
	 * @param type the type, possibly empty
	 * @return the body
	 */
	public static FetchBody blob(String type) {
		return new FetchBody(Kind.OTHER, type);
	}

	/**
	 * Send an {@code ArrayBuffer} or the like, which has no type.
	 * @return the body
	 */
	public static FetchBody bytes() {
		return new FetchBody(Kind.OTHER, "");
	}

	/**
	 * Send a {@code ReadableStream}. It can't be sent twice, so it always needs a
	 * preflight, and HTTP/2.
	 * @return the body
	 */
	public static FetchBody stream() {
		return STREAM;
	}

	/**
	 * Return the type this body implies.
	 * @return the {@code Content-Type}, empty if none
	 */
	public String contentType() {
		return this.contentType;
	}

	/**
	 * Return whether there is a body.
	 * @return {@code false} for {@link #none()}
	 */
	public boolean isPresent() {
		return this.kind != Kind.NONE;
	}

	/**
	 * Return whether the body is a stream.
	 * @return whether it is
	 */
	public boolean isStream() {
		return this.kind == Kind.STREAM;
	}

	/**
	 * Return whether the body is a string.
	 * @return whether it is
	 */
	public boolean isText() {
		return this.kind == Kind.TEXT;
	}

	/**
	 * Return whether the body is {@code URLSearchParams}.
	 * @return whether it is
	 */
	public boolean isUrlEncoded() {
		return this.kind == Kind.URL_ENCODED;
	}

	private enum Kind {

		NONE, TEXT, URL_ENCODED, STREAM, OTHER

	}

}
