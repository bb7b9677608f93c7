package io.crossgate.cors.browser.model;

import io.crossgate.cors.util.EnumNames;

/**
 * Why a call fails, in the order in which the standard checks. A script can't distinguish
 * these.
 *
 * @since 0.1.0
 * @see <a href="https://fetch.spec.whatwg.org/#concept-network-error">Fetch, network
 * error</a>
 */
public enum FetchFailure {

	/** The URL has a user name or password. */
	API_URL_CREDENTIALS("the URL contains a user name or password"),

	/** The method is no token. */
	API_INVALID_METHOD("the method is no token"),

	/** The method is {@code CONNECT}, {@code TRACE} or {@code TRACK}. */
	API_FORBIDDEN_METHOD("no page may send this method"),

	/** The mode is {@code no-cors} and the method needs permission. */
	API_NO_CORS_METHOD("in mode no-cors only GET, HEAD and POST can be sent"),

	/** A header name is no token, or a value has a line break or is no byte string. */
	API_INVALID_HEADER("a header can't be sent as it is"),

	/** A {@code GET} or {@code HEAD} has a body. */
	API_BODY_ON_GET("GET and HEAD have no body"),

	/** The mode is {@code no-cors} and the body a stream. */
	API_NO_CORS_STREAM("in mode no-cors no stream can be sent"),

	/** The engine does not send streams. */
	API_STREAM_UNSUPPORTED("this engine sends no streams"),

	/** The port belongs to another protocol. */
	BAD_PORT("browsers don't connect to this port"),

	/** The page is secure and the server is not. */
	MIXED_CONTENT("a page on https can't call plain http"),

	/** The server is not in the address space that the page has named. */
	LOCAL_NETWORK_ADDRESS_SPACE("the server is in another address space than the page expects"),

	/** The server is less public than the page, which is no secure context. */
	LOCAL_NETWORK_INSECURE_CONTEXT("only a secure context can connect to a less public address"),

	/** The server is less public than the page, and the user has not permitted it. */
	LOCAL_NETWORK_PERMISSION("the user has not permitted the page to connect to a less public address"),

	/** The mode is {@code same-origin} and the server is another origin. */
	SAME_ORIGIN_MODE("in mode same-origin no other origin is reached"),

	/** The mode is {@code no-cors} and redirects are not to be followed. */
	NO_CORS_REDIRECT_MODE("in mode no-cors redirects have to be followed"),

	/** The scheme is not {@code http} or {@code https}. */
	NON_HTTP_SCHEME("CORS is for http and https only"),

	/** The preflight's answer has no {@code Access-Control-Allow-Origin}. */
	PREFLIGHT_NO_ACAO("the preflight response has no Access-Control-Allow-Origin"),

	/** The preflight's answer has {@code *} where the origin has to be named. */
	PREFLIGHT_ACAO_WILDCARD_WITH_CREDENTIALS(
			"the preflight response has Access-Control-Allow-Origin: *, which never covers credentials"),

	/** The preflight's answer names another origin. */
	PREFLIGHT_ACAO_MISMATCH("Access-Control-Allow-Origin of the preflight response is not this origin"),

	/** The preflight's answer does not allow credentials. */
	PREFLIGHT_ACAC_NOT_TRUE("Access-Control-Allow-Credentials of the preflight response is not exactly \"true\""),

	/** The preflight's answer is not 200 to 299. */
	PREFLIGHT_STATUS("the status of the preflight response is not 200 to 299"),

	/** {@code Access-Control-Allow-Methods} is no list of tokens. */
	PREFLIGHT_ACAM_INVALID("Access-Control-Allow-Methods is no list of methods"),

	/** {@code Access-Control-Allow-Headers} is no list of tokens. */
	PREFLIGHT_ACAH_INVALID("Access-Control-Allow-Headers is no list of header names"),

	/** The method is not allowed. */
	PREFLIGHT_METHOD_NOT_ALLOWED("the preflight response does not allow the method"),

	/** {@code Authorization} is not listed, and {@code *} does not cover it. */
	PREFLIGHT_AUTHORIZATION_NOT_LISTED("the preflight response does not list Authorization by name"),

	/** A header is not allowed. */
	PREFLIGHT_HEADER_NOT_ALLOWED("the preflight response does not allow a header"),

	/** The body is a stream and the connection speaks HTTP/1.1. */
	STREAM_NEEDS_H2("a stream can only be sent over HTTP/2"),

	/** The answer has no {@code Access-Control-Allow-Origin}. */
	NO_ACAO("the response has no Access-Control-Allow-Origin"),

	/** The answer has {@code *} where the origin has to be named. */
	ACAO_WILDCARD_WITH_CREDENTIALS("the response has Access-Control-Allow-Origin: *, which never covers credentials"),

	/** The answer names another origin. */
	ACAO_MISMATCH("Access-Control-Allow-Origin of the response is not this origin"),

	/** The answer does not allow credentials. */
	ACAC_NOT_TRUE("Access-Control-Allow-Credentials of the response is not exactly \"true\""),

	/** {@code Cross-Origin-Resource-Policy} forbids the use. */
	CORP("Cross-Origin-Resource-Policy forbids the use by this origin"),

	/** There was a redirect, and the redirect mode is {@code error}. */
	REDIRECT_MODE_ERROR("the redirect mode is error"),

	/** A redirect leads away from {@code http} and {@code https}, or nowhere. */
	REDIRECT_NON_HTTP("a redirect does not lead to an http or https URL"),

	/** There were more than 20 redirects. */
	TOO_MANY_REDIRECTS("there are more than 20 redirects"),

	/** A redirect names a user or password. */
	REDIRECT_URL_CREDENTIALS("a redirect leads to a URL with user name or password"),

	/** A redirect would send a stream once more. */
	REDIRECT_STREAM_BODY("a stream can't be sent once more after a redirect");

	private final String sentence;

	FetchFailure(String sentence) {
		this.sentence = sentence;
	}

	/**
	 * Return the failure as text, for instance {@code preflight-acao-mismatch}.
	 * @return the stable text
	 */
	public String value() {
		return EnumNames.kebabCase(this);
	}

	/**
	 * Return what is wrong, as part of a sentence.
	 * @return a short explanation
	 */
	public String sentence() {
		return this.sentence;
	}

	/**
	 * Return whether a preflight failed.
	 * @return {@code false} if it is about the request itself
	 */
	public boolean isPreflight() {
		return name().startsWith("PREFLIGHT_");
	}

}
