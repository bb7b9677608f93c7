package io.crossgate.cors.spring.test;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.browser.FetchCall;
import io.crossgate.cors.browser.FetchCall.Credentials;
import io.crossgate.cors.browser.model.FetchBody;
import io.crossgate.cors.browser.model.HeaderList;

/**
 * A page, and what its scripts send with each call.
 */
final class CallingPage {

	private final String origin;

	private boolean credentials;

	private List<HeaderList.Line> headers = List.of();

	private FetchBody body = FetchBody.none();

	private byte @Nullable [] content;

	private @Nullable CorsEngine engine;

	CallingPage(String origin) {
		this.origin = origin;
	}

	private CallingPage copy() {
		CallingPage copy = new CallingPage(this.origin);
		copy.credentials = this.credentials;
		copy.headers = this.headers;
		copy.body = this.body;
		copy.content = this.content;
		copy.engine = this.engine;
		return copy;
	}

	CallingPage withCredentials() {
		CallingPage copy = copy();
		copy.credentials = true;
		return copy;
	}

	CallingPage with(HeaderList.Line header) {
		CallingPage copy = copy();
		copy.headers = new ArrayList<>(this.headers);
		copy.headers.add(header);
		return copy;
	}

	/** A page that sets the type itself keeps it. */
	CallingPage with(String contentType, byte[] content) {
		CallingPage copy = copy();
		copy.body = FetchBody.blob(contentType);
		copy.content = content.clone();
		return copy;
	}

	CallingPage with(CorsEngine engine) {
		CallingPage copy = copy();
		copy.engine = engine;
		return copy;
	}

	FetchCall call(String method, String url) {
		FetchCall call = FetchCall.of(method, url);
		for (HeaderList.Line line : this.headers) {
			call = call.header(line.name(), line.value());
		}
		return call.body(this.body).credentials(this.credentials ? Credentials.INCLUDE : Credentials.SAME_ORIGIN);
	}

	String origin() {
		return this.origin;
	}

	boolean credentials() {
		return this.credentials;
	}

	byte @Nullable [] content() {
		return this.content;
	}

	@Nullable CorsEngine engine() {
		return this.engine;
	}

}
