package io.crossgate.cors.spring.actuate;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.spring.PolicyFingerprint;
import io.crossgate.cors.traffic.CandidateDifference;
import io.crossgate.cors.traffic.CandidateRecorder;
import io.crossgate.cors.util.EnumNames;
import io.crossgate.cors.util.SafeText;

/**
 * What a candidate would have changed, as shown.
 *
 * @param note what to think of it
 * @param fingerprint the fingerprint of the candidate, which that of the policies in
 * force becomes once it is
 * @param policies the policies that differ from those in force, and those that are new
 * @param requests how many requests were compared
 * @param differences how many of them would have been answered otherwise
 * @param notHeld how many of these are only counted
 * @param totals by origin and method, how many requests would gain or lose what
 * @param changes which requests, alike ones together, the most frequent first
 */
record CandidateDescriptor(String note, @Nullable String fingerprint, List<String> policies, long requests,
		long differences, long notHeld, List<Total> totals, List<Change> changes) implements OperationResponseBody {

	private static final int MAX_HEADERS = 2048;

	private static final String NONE = "There is no candidate: set cors.candidate.policies. If it is set, the log says "
			+ "what is wrong with it.";

	private static final String NOTE = "Nothing of this has touched an answer. Any client can send any Origin.";

	static CandidateDescriptor of(CorsEngine engine, CandidateRecorder recorder, OriginMask mask) {
		CorsPolicies inForce = engine.policies();
		return engine.comparison().map((comparison) -> {
			CorsPolicies candidate = comparison.candidate();
			List<CandidateDifference> differences = recorder.differences();
			return new CandidateDescriptor(NOTE, PolicyFingerprint.of(candidate), changed(inForce, candidate),
					comparison.requests(), comparison.differences(), recorder.overflow(),
					totals(differences, candidate, inForce, mask),
					differences.stream().map((difference) -> Change.of(difference, candidate, inForce, mask)).toList());
		}).orElseGet(() -> new CandidateDescriptor(NONE, null, List.of(), 0, 0, 0, List.of(), List.of()));
	}

	private static List<String> changed(CorsPolicies inForce, CorsPolicies candidate) {
		return candidate.policies()
			.stream()
			.filter((policy) -> !inForce.policies().contains(policy))
			.map(CorsPolicy::name)
			.toList();
	}

	private static List<Total> totals(List<CandidateDifference> differences, CorsPolicies candidate,
			CorsPolicies inForce, OriginMask mask) {
		Map<List<String>, Map<String, Long>> counts = new LinkedHashMap<>();
		for (CandidateDifference difference : differences) {
			counts
				.computeIfAbsent(List.of(origin(difference, candidate, inForce, mask), method(difference)),
						(key) -> new TreeMap<>())
				.merge(EnumNames.kebabCase(difference.change()), difference.count(), Long::sum);
		}
		return counts.entrySet()
			.stream()
			.map((entry) -> new Total(entry.getKey().get(0), entry.getKey().get(1), entry.getValue()))
			.toList();
	}

	/** An origin that either of the two hides is hidden. */
	private static String origin(CandidateDifference difference, CorsPolicies candidate, CorsPolicies inForce,
			OriginMask mask) {
		return difference.request()
			.lines(HeaderNames.ORIGIN)
			.map((origin) -> SafeText.of(mask.seen(mask.seen(origin, candidate), inForce)))
			.orElse("");
	}

	private static String method(CandidateDifference difference) {
		return difference.request().method().map(SafeText::of).orElse("");
	}

	/**
	 * What would change for one origin and method.
	 *
	 * @param origin the origin
	 * @param method the method
	 * @param requests how many requests, by what would change for them
	 */
	record Total(String origin, String method, Map<String, Long> requests) {

	}

	/**
	 * Requests for which the same would change.
	 *
	 * @param change in one word, such as {@code gained}
	 * @param origin the origin
	 * @param kind what kind of request it is
	 * @param method the method that the page wants to use
	 * @param path the path of the first of them
	 * @param headers the headers that the page wants to send
	 * @param policy the policy in force, or empty if none covers the path
	 * @param reason why it decided as it did
	 * @param candidate the candidate's policy, or empty if none covers the path
	 * @param candidateReason why it would have decided otherwise
	 * @param count how many requests
	 * @param first when first
	 * @param last when last
	 */
	record Change(String change, String origin, String kind, String method, @Nullable String path,
			@Nullable String headers, String policy, String reason, String candidate, String candidateReason,
			long count, String first, String last) {

		static Change of(CandidateDifference difference, CorsPolicies candidate, CorsPolicies inForce,
				OriginMask mask) {
			return new Change(EnumNames.kebabCase(difference.change()),
					CandidateDescriptor.origin(difference, candidate, inForce, mask),
					EnumNames.kebabCase(difference.request().kind()), CandidateDescriptor.method(difference),
					difference.request().path().map(SafeText::of).orElse(null),
					difference.request()
						.lines(HeaderNames.REQUEST_HEADERS)
						.map((names) -> SafeText.of(names, MAX_HEADERS))
						.orElse(null),
					difference.policy(), difference.reason().code(), difference.candidate(),
					difference.candidateReason().code(), difference.count(),
					Instant.ofEpochMilli(difference.first()).toString(),
					Instant.ofEpochMilli(difference.last()).toString());
		}

	}

}
