package io.crossgate.cors.fuzz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsDecision.Kind;
import io.crossgate.cors.CorsDecision.Outcome;
import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.fetch.AllowedHeaders;
import io.crossgate.cors.fetch.AllowedHeaders.Answer;
import io.crossgate.cors.fetch.NaiveHeaderList;
import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.origin.pattern.NaiveOrigins;
import io.crossgate.cors.origin.pattern.OriginPattern;
import io.crossgate.cors.origin.pattern.OriginSet;
import io.crossgate.cors.path.MalformedPathException;
import io.crossgate.cors.path.NaivePaths;
import io.crossgate.cors.path.NaiveReadings;
import io.crossgate.cors.path.PathPattern;
import io.crossgate.cors.path.PathTree;
import io.crossgate.cors.path.RequestPath;
import io.crossgate.cors.path.Selection;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.problem.MalformedOriginException;
import io.crossgate.cors.problem.Problem;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the engine promises, whatever it is given. Each method is one promise; most of
 * them compare with a naive twin, which follows the same rules in the shortest way.
 */
final class Invariants {

	/** Readings multiply; the naive ones have no limit. */
	private static final int MAX_AMBIGUITIES = 8;

	private Invariants() {
	}

	/** Only the one spelling that browsers send is an origin. */
	static void readsOneSpelling(String text) {
		boolean canonical = NaiveOrigins.isCanonical(text);
		assertThat(Origin.isCanonical(text)).isEqualTo(canonical);
		assertThat(Origin.parse(text).map(Origin::toString).orElse(null)).isEqualTo(canonical ? text : null);
		if (!canonical) {
			try {
				Origin.of(text);
				throw new AssertionError("<" + text + "> is no origin");
			}
			catch (MalformedOriginException ex) {
				assertThat(ex.corrections()).allMatch(Origin::isCanonical);
			}
			return;
		}
		Origin origin = Origin.of(text);
		String port = (origin.port() < 0) ? "" : ":" + origin.port();
		assertThat(origin.scheme() + "://" + origin.host() + port).isEqualTo(text).hasSizeLessThanOrEqualTo(326);
		assertThat(text).matches("[!-~]+");
		assertThat(origin.port()).isNotEqualTo(0);
		assertThat(port).isNotEqualTo(":" + Origin.defaultPort(origin.scheme()));
	}

	/**
	 * An entry matches what it says, and nothing else; the order of entries and their
	 * number make no difference.
	 */
	static void matchesAsWritten(List<String> entries, List<String> origins) {
		List<OriginPattern> patterns = new ArrayList<>();
		for (String entry : entries) {
			try {
				patterns.add(OriginPattern.parse(entry));
			}
			catch (MalformedOriginException ex) {
				ex.corrections().forEach(OriginPattern::parse);
			}
		}
		OriginSet set = OriginSet.compile(patterns);
		List<OriginPattern> others = new ArrayList<>(patterns);
		Collections.reverse(others);
		others.addAll(patterns);
		OriginSet repeated = OriginSet.compile(others);
		for (String origin : origins) {
			boolean expected = NaiveOrigins.matches(patterns, origin);
			assertThat(set.contains(origin)).as("<%s> in %s", origin, patterns).isEqualTo(expected);
			assertThat(repeated.contains(origin)).as("<%s> in %s", origin, others).isEqualTo(expected);
			assertThat(entries).containsAll(set.near(origin));
		}
	}

	/** A list of names is read up to its bounds, and no further. */
	static void readsNamesAsWritten(List<String> declared, List<String> lines) {
		List<String> names = declared.stream()
			.filter((name) -> name.matches("\\*|[!-~&&[^*]]{2,}-\\*|[!-~&&[^*]]+"))
			.toList();
		AllowedHeaders headers = new AllowedHeaders(names);
		Answer expected = NaiveHeaderList.check(names, lines);
		for (int time = 0; time < 2; time++) {
			CountedLines sent = new CountedLines(lines);
			assertThat(headers.check(sent)).as("%s of %s", lines, names).isEqualTo(expected);
			assertThat(sent.read()).isLessThanOrEqualTo(AllowedHeaders.MAX_LINES + 1);
		}
		if (expected == Answer.ALLOWED) {
			String answer = AllowedHeaders.requested(new CountedLines(lines));
			assertThat(answer).isEqualTo(String.join(",", NaiveHeaderList.names(lines)));
			assertThat(answer).matches("[!-~]*").hasSizeLessThanOrEqualTo(8192);
		}
	}

	/** A path selects what the router that will run sees, however it is spelt. */
	static void selectsUnderEveryReading(List<String> written, String contextPath, String path) {
		PathTree.Builder<String> builder = PathTree.builder();
		Set<String> patterns = new HashSet<>();
		for (String text : written) {
			try {
				PathPattern pattern = PathPattern.parse(text);
				patterns.add(pattern.canonical());
				builder.add(pattern, pattern.canonical());
			}
			catch (MalformedPathException ex) {
				if (ex.suggestion() != null) {
					PathPattern.parse(ex.suggestion());
				}
			}
		}
		PathTree<String> tree = builder.build();
		Selection<String> selection = tree.select(contextPath, path, RequestPath.decode(path));
		boolean canonical = RequestPath.isCanonical(contextPath) && RequestPath.isCanonical(path);
		if (!canonical
				&& (contextPath + path).chars().filter((c) -> "/\\%;".indexOf(c) >= 0).count() > MAX_AMBIGUITIES) {
			return;
		}
		Set<String> expected = new HashSet<>();
		boolean elsewhere = false;
		for (String reading : canonical ? Set.of(RequestPath.decode(path)) : NaiveReadings.of(contextPath, path)) {
			Set<String> found = (reading != null) ? NaivePaths.find(patterns, rooted(reading)) : Set.of();
			if (found.size() > 1) {
				return;
			}
			expected.addAll(found);
			elsewhere |= found.isEmpty();
		}
		boolean anything = selection.equals(new Selection<>(patterns, true));
		boolean selectsAsMuch = selection.selected().containsAll(expected) && (selection.elsewhere() || !elsewhere);
		assertThat(canonical ? selection.equals(new Selection<>(expected, elsewhere)) : (anything || selectsAsMuch))
			.as("%s below '%s' in %s selects %s, not %s, %s", path, contextPath, patterns, selection, expected,
					elsewhere)
			.isTrue();
	}

	/** What stands behind a context path may be nothing. */
	private static String rooted(String path) {
		return path.startsWith("/") ? path : "/" + path;
	}

	/** What is wrong is said in one line of printable characters. */
	static void isSaidInOneLine(Problem problem) {
		assertThat(problem.toString()).matches("[ -~]+").hasSizeLessThan(8192);
	}

	static void decidesAsWritten(FuzzedExchange exchange) {
		CorsPolicies policies = exchange.policies();
		CorsRequest request = exchange.request();
		CorsDecision decision = policies.decide(request);
		grantsOnlyWhatIsWritten(policies, request, decision);
		writesNothingElse(policies, request, decision);
		saysNothingOnARefusal(request, decision);
		variesWithTheOrigin(policies, request, decision);
		dependsOnNothingElse(policies, request, decision);
		staysTheSameWhateverFails(policies, request, decision);
	}

	/**
	 * Allowed is exactly what the naive twin allows; one policy decides, for a preflight
	 * and its request the same.
	 */
	private static void grantsOnlyWhatIsWritten(CorsPolicies policies, CorsRequest request, CorsDecision decision) {
		Supplier<String> what = () -> decision + " on " + request + " under " + policies.policies();
		if (decision.outcome() == Outcome.ALLOWED) {
			CorsPolicy policy = policies.policy(String.valueOf(decision.policy())).orElseThrow();
			assertThat(new NaiveDecision(policy, request).isAllowed()).as(what).isTrue();
			assertThat(policies.select(request).selected()).as(what).containsExactly(policy.name());
			assertThat(policies.select(request).elsewhere()).as(what).isFalse();
		}
		if (RequestPath.isCanonical(request.fullPath())) {
			Map<String, CorsPolicy> patterns = NaiveDecision.patterns(policies.policies());
			Set<String> found = NaivePaths.find(patterns.keySet(), RequestPath.decode(request.path()));
			assertThat(found).as(what).hasSizeLessThanOrEqualTo(1);
			CorsPolicy policy = found.stream().findFirst().map(patterns::get).orElse(null);
			assertThat(policies.find(request.path()).orElse(null)).as(what).isEqualTo(policy);
			boolean allowed = policy != null && new NaiveDecision(policy, request).isAllowed();
			assertThat(decision.outcome() == Outcome.ALLOWED).as(what)
				.isEqualTo(allowed && !decision.reason().isOfProtection());
		}
	}

	/** Nothing of a request is repeated but a canonical origin, a method and names. */
	private static void writesNothingElse(CorsPolicies policies, CorsRequest request, CorsDecision decision) {
		String origin = request.lines("Origin").stream().findFirst().orElse(null);
		Map<String, String> headers = decision.headers(origin);
		headers.forEach((name, value) -> assertThat(value).as(name).matches("[ -~]*"));
		String allowed = headers.get("Access-Control-Allow-Origin");
		if (allowed == null) {
			assertThat(headers).doesNotContainKey("Access-Control-Allow-Credentials");
			return;
		}
		CorsPolicy policy = policies.policy(String.valueOf(decision.policy())).orElseThrow();
		NaiveDecision naive = new NaiveDecision(policy, request);
		assertThat(policy.mode()).isEqualTo(CorsPolicy.Mode.ENFORCE);
		assertThat(allowed).isEqualTo(naive.isAny() ? "*" : origin);
		assertThat(naive.isAny() || NaiveOrigins.isCanonical(allowed) || allowed.equals("null")).isTrue();
		assertThat(headers.get("Access-Control-Allow-Credentials"))
			.isEqualTo(policy.allowCredentials() ? "true" : null);
		assertThat(policy.allowCredentials() && (naive.isAny() || allowed.equals("null"))).isFalse();
		if (decision.kind() == Kind.PREFLIGHT) {
			assertThat(headers.get("Access-Control-Allow-Methods")).isEqualTo(naive.methodsLine());
			assertThat(headers.get("Access-Control-Allow-Headers")).isEqualTo(naive.headersLine());
		}
	}

	/** A refusal has no header of CORS, and the same status for every reason. */
	private static void saysNothingOnARefusal(CorsRequest request, CorsDecision decision) {
		if (decision.outcome() != Outcome.DENIED) {
			return;
		}
		String origin = request.lines("Origin").stream().findFirst().orElse(null);
		Map<String, String> headers = decision.headers(origin);
		headers.remove("Vary");
		assertThat(headers).isEqualTo(decision.endsExchange() ? Map.of("Cache-Control", "no-store") : Map.of());
		assertThat(decision.status()).isIn(0, 403);
		if (decision.isReportOnly()) {
			assertThat(decision.status()).isZero();
		}
	}

	/** If another origin gets another answer, both say that they vary with it. */
	private static void variesWithTheOrigin(CorsPolicies policies, CorsRequest request, CorsDecision decision) {
		assertThat(Set.of("Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers",
				"Access-Control-Request-Private-Network"))
			.containsAll(decision.vary());
		Map<String, List<String>> lines = new LinkedHashMap<>(request.headers());
		lines.remove("origin");
		CorsRequest without = new CorsRequest(request.method(), request.contextPath(), request.path(), lines,
				request.scheme(), request.host(), request.port());
		for (CorsRequest other : List.of(without, without.origin("https://evil.example"), without.origin("null"))) {
			CorsDecision another = policies.decide(other);
			if (!answer(request, decision).equals(answer(other, another)) && !another.reason().isOfProtection()
					&& !decision.reason().isOfProtection()) {
				assertThat(decision.vary()).as("%s of %s, %s of %s", decision, request, another, other)
					.contains("Origin");
				assertThat(another.vary()).as("%s of %s, %s of %s", another, other, decision, request)
					.contains("Origin");
			}
		}
	}

	private static Object answer(CorsRequest request, CorsDecision decision) {
		Map<String, String> headers = decision.headers(request.lines("Origin").stream().findFirst().orElse(null));
		headers.remove("Vary");
		return List.of(decision.status(), headers);
	}

	/** Neither the order of what is configured nor what was asked before matters. */
	private static void dependsOnNothingElse(CorsPolicies policies, CorsRequest request, CorsDecision decision) {
		List<CorsPolicy> reversed = new ArrayList<>();
		for (CorsPolicy policy : policies.policies()) {
			List<String> origins = new ArrayList<>(policy.allowedOrigins());
			Collections.reverse(origins);
			reversed.add(0, policy.toBuilder().allowedOrigins(origins).build());
		}
		CorsPolicies others = CorsPolicies.compile(reversed, policies.context());
		for (CorsPolicies again : List.of(policies, others)) {
			CorsDecision another = again.decide(request);
			assertThat(another.reason()).as("%s under %s", request, policies.policies()).isEqualTo(decision.reason());
			assertThat(answer(request, another)).isEqualTo(answer(request, decision));
		}
	}

	/** No failure, wherever it comes from, turns a refusal into a grant. */
	private static void staysTheSameWhateverFails(CorsPolicies policies, CorsRequest request, CorsDecision decision) {
		CorsEngine engine = new CorsEngine(policies, List.of((decided, asked) -> {
			throw new IllegalStateException(asked.get().toString());
		}), (observer, failure) -> {
		}, new FailingAnswers(request.path().length()));
		CorsDecision decided = engine.decide(request);
		assertThat(engine.explain(policies, request).outcome()).isEqualTo(decision.outcome());
		if (policies.policies().stream().allMatch((policy) -> policy.originsFrom().isEmpty())) {
			assertThat(decided.reason()).isEqualTo(decision.reason());
		}
		assertThat(answer(request, decided)).isEqualTo(answer(request, decision));
		RequestReader counting = new RequestReader(Integer.MAX_VALUE);
		engine.decide(request, counting);
		assertThat(counting.mostLines()).isLessThanOrEqualTo(AllowedHeaders.MAX_LINES + 1);
		for (int call = 0; call < counting.calls(); call++) {
			try {
				CorsDecision answered = engine.decide(request, new RequestReader(call));
				assertThat(answer(request, answered)).isEqualTo(answer(request, decision));
			}
			catch (RequestReader.FailureException ex) {
				// Whoever asked has no decision, so grants nothing.
			}
		}
		assertThat(answer(request, engine.decide(request))).isEqualTo(answer(request, decision));
	}

}
