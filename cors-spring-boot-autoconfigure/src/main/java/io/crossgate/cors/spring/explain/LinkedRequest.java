package io.crossgate.cors.spring.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.traffic.ObservedRequest;
import io.crossgate.cors.util.SafeText;

/**
 * A refused request as an {@link ExplanationLink} repeats it.
 *
 * @param observed the request, as far as it was repeated
 * @param missing whether the address names no path at all
 * @param reason the reason that stands in the address, or {@code null} if none does
 */
record LinkedRequest(ObservedRequest observed, boolean missing, @Nullable DecisionReason reason) {

	private static final String NONE = "(none)";

	private static final String OMITTED = "(too long to repeat)";

	/**
	 * Reads an address.
	 * @param called the request for the page
	 * @param query the parameters of the page's address
	 */
	static LinkedRequest of(CorsRequest called, Map<String, List<String>> query) {
		List<String> omitted = new ArrayList<>(ExplanationLink.FACTS);
		List<String> named = query.getOrDefault(ExplanationLink.OMITTED, List.of());
		omitted.removeIf((fact) -> !named.contains(ExplanationLink.parameter(fact)));
		List<String> paths = query.getOrDefault(ObservedRequest.PATH, List.of());
		List<String> methods = query.getOrDefault(ObservedRequest.METHOD, List.of());
		CorsRequest request = new CorsRequest(methods.isEmpty() ? "GET" : methods.get(0),
				paths.isEmpty() ? "/" : paths.get(0))
			.below(called.contextPath())
			.to(called.scheme(), called.host(), called.port());
		for (String name : HeaderNames.DECIDING) {
			for (String line : query.getOrDefault(ExplanationLink.parameter(name), List.of())) {
				request = request.header(name, line);
			}
		}
		boolean missing = paths.isEmpty() && !omitted.contains(ObservedRequest.PATH);
		return new LinkedRequest(new ObservedRequest(kind(request, omitted), request, omitted), missing,
				reason(called.path()));
	}

	CorsRequest request() {
		return this.observed.request();
	}

	/** Whether the policies can be asked again. */
	boolean isComplete() {
		return this.observed.isComplete() && !this.missing;
	}

	/** The method that the page wants to use, and the path. */
	String target() {
		return this.observed.method().map(SafeText::of).orElse(OMITTED) + " "
				+ (this.missing ? NONE : this.observed.path().map(SafeText::of).orElse(OMITTED));
	}

	String origin() {
		String none = this.observed.omitted().contains(HeaderNames.ORIGIN) ? OMITTED : NONE;
		return this.observed.lines(HeaderNames.ORIGIN).map(SafeText::of).orElse(none);
	}

	private static CorsDecision.Kind kind(CorsRequest request, List<String> omitted) {
		boolean preflight = request.method().equals("OPTIONS") && (omitted.contains(HeaderNames.REQUEST_METHOD)
				|| !request.lines(HeaderNames.REQUEST_METHOD).isEmpty());
		return preflight ? CorsDecision.Kind.PREFLIGHT : CorsDecision.Kind.ACTUAL;
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
