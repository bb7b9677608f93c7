package io.crossgate.cors.spring.servlet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.fetch.VaryHeader;
import io.crossgate.cors.spring.ReplacedHeaderWarning;

/**
 * A response whose CORS headers have one author, the policy that covers the path: what
 * the application, a library or a server behind a gateway writes of them is dropped, a
 * reset puts the policy's back, and {@code Vary} stays one line that has the policy's
 * names. As each call is answered at once, it makes no difference when the response is
 * committed.
 */
final class AuthoritativeResponseWrapper extends HttpServletResponseWrapper {

	private final ReplacedHeaderWarning replaced;

	private final CorsDecision decision;

	private final @Nullable String origin;

	private final HttpServletRequest request;

	AuthoritativeResponseWrapper(ReplacedHeaderWarning replaced, CorsDecision decision, @Nullable String origin,
			HttpServletRequest request, HttpServletResponse response) {
		super(response);
		this.replaced = replaced;
		this.decision = decision;
		this.origin = origin;
		this.request = request;
	}

	/**
	 * Finds the one that a response is already wrapped in: an asynchronous dispatch comes
	 * back with the response it was started with.
	 */
	static @Nullable AuthoritativeResponseWrapper around(ServletResponse response) {
		ServletResponse next = response;
		while (next instanceof ServletResponseWrapper wrapper) {
			if (wrapper instanceof AuthoritativeResponseWrapper authoritative) {
				return authoritative;
			}
			next = wrapper.getResponse();
		}
		return null;
	}

	@Override
	public void reset() {
		super.reset();
		ServletCorsHeaderWriter.write(this.decision, this.origin, (HttpServletResponse) getResponse());
	}

	@Override
	public void setHeader(String name, @Nullable String value) {
		if (name.equalsIgnoreCase(HeaderNames.VARY)) {
			vary(List.of(), value);
		}
		else if (!isOurs(name, value)) {
			super.setHeader(name, value);
		}
	}

	@Override
	public void addHeader(String name, @Nullable String value) {
		if (name.equalsIgnoreCase(HeaderNames.VARY)) {
			vary(getHeaders(name), value);
		}
		else if (!isOurs(name, value)) {
			super.addHeader(name, value);
		}
	}

	@Override
	public void setIntHeader(String name, int value) {
		if (!isOurs(name, value)) {
			super.setIntHeader(name, value);
		}
	}

	@Override
	public void addIntHeader(String name, int value) {
		if (!isOurs(name, value)) {
			super.addIntHeader(name, value);
		}
	}

	@Override
	public void setDateHeader(String name, long value) {
		if (!isOurs(name, value)) {
			super.setDateHeader(name, value);
		}
	}

	@Override
	public void addDateHeader(String name, long value) {
		if (!isOurs(name, value)) {
			super.addDateHeader(name, value);
		}
	}

	/** Some caches read only one line of several. */
	private void vary(Collection<String> lines, @Nullable String more) {
		List<String> all = new ArrayList<>(lines);
		if (more != null) {
			all.add(more);
		}
		String line = VaryHeader.join(all, this.decision.vary());
		super.setHeader(HeaderNames.VARY, line.isEmpty() ? null : line);
	}

	private boolean isOurs(String name, @Nullable Object value) {
		if (!HeaderNames.isCorsResponse(name)) {
			return false;
		}
		// Null would remove a header, and once the response is on its way nothing is
		// written any more.
		if (value != null && !isCommitted()) {
			this.replaced.add(this.decision, name, value.toString(),
					this.request.getAttribute(ResetResponseWarning.PATTERN),
					() -> ResetResponseWarning.handler(this.request));
		}
		return true;
	}

}
