package io.crossgate.cors.spring.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.util.SafeText;

/**
 * A refused request as an {@link ExplanationLink} repeats it.
 *
 * @param request the request, as far as it was repeated
 * @param omitted the names of the parameters that were too long to repeat
 * @param missing whether the address names no path at all
 * @param reason the reason that stands in the address, or {@code null} if none does
 */
record LinkedRequest(CorsRequest request, List<String> omitted, boolean missing, @Nullable DecisionReason reason) {

	private static final String NONE = "(none)";

	private static final String OMITTED = "(too long to repeat)";

	/**
	 * Reads an address.
	 * @param called the request for the page
	 * @param query the parameters of the page's address
	 */
	static LinkedRequest of(CorsRequest called, Map<String, List<String>> query) {
		List<String> paths = query.getOrDefault(ExplanationLink.TARGET, List.of());
		List<String> methods = query.getOrDefault(ExplanationLink.METHOD, List.of("GET"));
		List<String> omitted = new ArrayList<>(ExplanationLink.VALUES);
		omitted.retainAll(query.getOrDefault(ExplanationLink.OMITTED, List.of()));
		boolean preflight = query.containsKey(ExplanationLink.PREFLIGHT);
		CorsRequest request = new CorsRequest(preflight ? "OPTIONS" : methods.get(0),
				paths.isEmpty() ? "/" : paths.get(0))
			.below(called.contextPath())
			.to(called.scheme(), called.host(), called.port());
		request = with(request, HeaderNames.ORIGIN, query.get(ExplanationLink.ORIGIN));
		if (preflight) {
			request = with(request, HeaderNames.REQUEST_METHOD, methods);
			request = with(request, HeaderNames.REQUEST_HEADERS, query.get(ExplanationLink.HEADERS));
		}
		boolean missing = paths.isEmpty() && !omitted.contains(ExplanationLink.TARGET);
		return new LinkedRequest(request, List.copyOf(omitted), missing, reason(called.path()));
	}

	/** Whether the policies can be asked again. */
	boolean isComplete() {
		return this.omitted.isEmpty() && !this.missing;
	}

	/** The method that the page wants to use, and the path. */
	String target() {
		List<String> requested = this.request.lines(HeaderNames.REQUEST_METHOD);
		String method = requested.isEmpty() ? this.request.method() : String.join(", ", requested);
		return shown(ExplanationLink.METHOD, method) + " "
				+ (this.missing ? NONE : shown(ExplanationLink.TARGET, this.request.fullPath()));
	}

	String origin() {
		List<String> origins = this.request.lines(HeaderNames.ORIGIN);
		return shown(ExplanationLink.ORIGIN, origins.isEmpty() ? NONE : String.join(", ", origins));
	}

	private String shown(String name, String value) {
		return this.omitted.contains(name) ? OMITTED : SafeText.of(value);
	}

	private static CorsRequest with(CorsRequest request, String name, @Nullable List<String> lines) {
		CorsRequest with = request;
		for (String line : (lines != null) ? lines : List.<String>of()) {
			with = with.header(name, line);
		}
		return with;
	}

	private static @Nullable DecisionReason reason(String path) {
		String code = path.substring(path.lastIndexOf('/') + 1);
		for (DecisionReason reason : DecisionReason.values()) {
			if (reason.code().equals(code)) {
				return reason;
			}
		}
		return null;
	}

}
