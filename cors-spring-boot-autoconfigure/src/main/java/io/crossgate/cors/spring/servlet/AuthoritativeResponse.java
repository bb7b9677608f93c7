package io.crossgate.cors.spring.servlet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.fetch.Vary;

/**
 * A response of which one policy is the only author as far as CORS goes: what the
 * application or an upstream server says about it is dropped, and resets and replaced
 * {@code Vary} lines lose nothing.
 */
final class AuthoritativeResponse extends HttpServletResponseWrapper {

	private static final String PREFIX = "Access-Control-";

	private final CorsDecision decision;

	private final @Nullable String origin;

	AuthoritativeResponse(CorsDecision decision, @Nullable String origin, HttpServletResponse response) {
		super(response);
		this.decision = decision;
		this.origin = origin;
	}

	@Override
	public void setHeader(String name, @Nullable String value) {
		if (name.equalsIgnoreCase(HeaderNames.VARY)) {
			vary(this.decision.vary(), value);
		}
		else if (!isOurs(name)) {
			super.setHeader(name, value);
		}
	}

	@Override
	public void addHeader(String name, String value) {
		if (name.equalsIgnoreCase(HeaderNames.VARY)) {
			vary(getHeaders(name), value);
		}
		else if (!isOurs(name)) {
			super.addHeader(name, value);
		}
	}

	/** Whoever proxies adds line after line; one line is enough, and each name once. */
	private void vary(Collection<String> lines, @Nullable String more) {
		List<String> all = new ArrayList<>(lines);
		if (more != null) {
			all.add(more);
		}
		List<String> names = Vary.names(all);
		super.setHeader(HeaderNames.VARY, names.isEmpty() ? null : String.join(", ", names));
	}

	@Override
	public void setIntHeader(String name, int value) {
		if (!isOurs(name)) {
			super.setIntHeader(name, value);
		}
	}

	@Override
	public void addIntHeader(String name, int value) {
		if (!isOurs(name)) {
			super.addIntHeader(name, value);
		}
	}

	@Override
	public void reset() {
		super.reset();
		CorsResponseHeaders.write(this.decision, this.origin, (HttpServletResponse) getResponse());
	}

	private static boolean isOurs(String name) {
		return name.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
	}

}
