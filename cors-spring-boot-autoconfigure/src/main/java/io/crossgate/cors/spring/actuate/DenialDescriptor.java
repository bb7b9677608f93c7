package io.crossgate.cors.spring.actuate;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.diagnosis.Diagnosis;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.traffic.Denial;
import io.crossgate.cors.traffic.ObservedRequest;
import io.crossgate.cors.util.Documentation;
import io.crossgate.cors.util.EnumNames;
import io.crossgate.cors.util.SafeText;

/**
 * One kind of refusal, as shown: its first request, and what the policies in force say of
 * it.
 *
 * @param policy the policy that refused, or empty if none covers the path and no other
 * mechanism answered
 * @param reason why
 * @param help what the documentation says of the reason
 * @param origin the origin
 * @param kind what kind of request it was
 * @param method the method that the page wanted to use
 * @param path the path
 * @param headers the headers that the page wanted to send
 * @param omitted what was too long to be held, so that the policies can't be asked again
 * @param count how often
 * @param first when first
 * @param last when last
 * @param difference what almost matched, in words
 * @param fix the YAML that would allow it
 */
record DenialDescriptor(String policy, String reason, String help, @Nullable String origin, String kind,
		@Nullable String method, @Nullable String path, @Nullable String headers, @Nullable List<String> omitted,
		long count, String first, String last, @Nullable String difference, @Nullable String fix) {

	private static final int MAX_HEADERS = 2048;

	static DenialDescriptor of(Denial denial, CorsPolicies policies, OriginMask mask) {
		ObservedRequest request = denial.request();
		Diagnosis diagnosis = request.isComplete() ? Diagnosis.of(request.request(), denial.reason(), policies) : null;
		String fix = (diagnosis != null) ? mask.fix(diagnosis, policies) : "";
		return new DenialDescriptor(denial.policy(), denial.reason().code(),
				Documentation.ofReason(denial.reason().code()),
				request.lines(HeaderNames.ORIGIN)
					.map((origin) -> SafeText.of(mask.seen(origin, policies)))
					.orElse(null),
				EnumNames.kebabCase(request.kind()), request.method().map(SafeText::of).orElse(null),
				request.path().map(SafeText::of).orElse(null),
				request.lines(HeaderNames.REQUEST_HEADERS).map((names) -> SafeText.of(names, MAX_HEADERS)).orElse(null),
				request.isComplete() ? null : request.omitted(), denial.count(),
				Instant.ofEpochMilli(denial.first()).toString(), Instant.ofEpochMilli(denial.last()).toString(),
				(diagnosis != null) ? mask.masked(diagnosis, policies).closestMatch().sentence() : null,
				fix.isEmpty() ? null : fix);
	}

}
