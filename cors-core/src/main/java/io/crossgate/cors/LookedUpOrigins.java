package io.crossgate.cors;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.fetch.Tokens;
import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.origin.OriginAnswers;
import io.crossgate.cors.origin.OriginAnswers.Answer;
import io.crossgate.cors.origin.OriginQuery;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.policy.validation.PolicyValidator;

/**
 * The origins that a policy does not list but looks up. What a lookup is asked, and what
 * an answer is kept for, is the same: the origin and the facts that the lookup declares.
 */
final class LookedUpOrigins {

	/** What an answer depends on is kept with it. */
	private static final int MAX_KEY = 2048;

	private static final String HOST = "host";

	private static final String PATH = ":path";

	private final CorsPolicy policy;

	private final DeploymentContext context;

	private final OriginAnswers.@Nullable OfPolicy answers;

	private final Duration timeout;

	private final boolean host;

	private final boolean path;

	private final List<String> headers;

	/** The policy with the answers of the engine that has asked it last. */
	private volatile @Nullable Bound bound;

	/**
	 * Creates the origins of a policy.
	 * @param policy the policy, which names a lookup
	 * @param context what entries of the policy are judged for
	 * @param answers the lookup's answers, or {@code null} if there is none
	 * @param timeout for how long a request may wait
	 */
	LookedUpOrigins(CorsPolicy policy, DeploymentContext context, OriginAnswers.@Nullable OfPolicy answers,
			Duration timeout) {
		this.policy = policy;
		this.context = context;
		this.answers = answers;
		this.timeout = timeout;
		Set<String> uses = new TreeSet<>();
		if (answers != null) {
			answers.uses().forEach((name) -> uses.add(Tokens.toAsciiLowerCase(name)));
		}
		uses.remove(Tokens.toAsciiLowerCase(HeaderNames.ORIGIN));
		this.host = uses.remove(HOST);
		this.path = uses.remove(PATH);
		this.headers = List.copyOf(uses);
	}

	/**
	 * Return the policy with answers. They are kept for as long as the policy stays as it
	 * is, and so is what it has of them.
	 */
	CompiledPolicy bind(CompiledPolicy unbound, OriginAnswers answers) {
		Bound bound = this.bound;
		return (bound != null && bound.answers.equals(answers)) ? bound.policy : bindOnce(unbound, answers);
	}

	private synchronized CompiledPolicy bindOnce(CompiledPolicy unbound, OriginAnswers answers) {
		Bound bound = this.bound;
		if (bound == null || !bound.answers.equals(answers)) {
			try {
				OriginAnswers.OfPolicy ofPolicy = answers.of(this.policy.originsFrom(), this.policy.name());
				bound = new Bound(answers, new CompiledPolicy(this.policy, unbound.origins(), this.context,
						new LookedUpOrigins(this.policy, this.context, ofPolicy, answers.timeout())));
			}
			catch (RuntimeException ex) {
				return unbound;
			}
			this.bound = bound;
		}
		return bound.policy;
	}

	/** Return the request headers that answers depend on beside the origin. */
	List<String> headers() {
		return this.headers;
	}

	/**
	 * Return whether answers depend on the path, so that a path with more than one
	 * reading can't be asked about.
	 */
	boolean dependOnPath() {
		return this.path;
	}

	/** Return the answer that is known already, or {@code null} if there is none yet. */
	<R> @Nullable Answer known(String origin, R request, CorsRequestAccessor<? super R> accessor) {
		if (this.answers == null) {
			return Answer.FAILED;
		}
		// Only what could be asked about is known: the rest need not be looked at here.
		String key = (origin.length() <= MAX_KEY) ? key(origin, request, accessor) : null;
		return (key != null) ? this.answers.known(key) : null;
	}

	/**
	 * Return why an origin is refused. The lookup is only asked about what the policy
	 * could list without being refused itself: it never opens more than an entry.
	 */
	<R> DecisionReason reason(@Nullable Answer answer, String origin, R request,
			CorsRequestAccessor<? super R> accessor) {
		if (answer == Answer.OVERLOADED) {
			return DecisionReason.LOOKUP_OVERLOADED;
		}
		boolean askable = answer != Answer.DENIED && key(origin, request, accessor) != null
				&& PolicyValidator.refusal(this.policy, origin, this.context).isEmpty();
		return askable ? DecisionReason.LOOKUP_FAILED : DecisionReason.ORIGIN_NOT_ALLOWED;
	}

	/** Return what to ask about an origin that is {@linkplain #reason askable}. */
	<R> Question question(String origin, R request, CorsRequestAccessor<? super R> accessor) {
		OriginQuery query = OriginQuery.of(this.policy.name(), Origin.of(origin));
		query = this.host ? query.withHost(host(request, accessor)) : query;
		query = this.path ? query.withPath(accessor.path(request)) : query;
		if (!this.headers.isEmpty()) {
			query = isPreflight(request, accessor) ? query.onPreflight() : query.withHeaders(lines(request, accessor));
		}
		return new Question(this.answers, this.timeout, String.valueOf(key(origin, request, accessor)), query);
	}

	/**
	 * Return all that the answer depends on, or {@code null} if that is too long. Each
	 * part has its length before it, so that no two requests that differ have one key.
	 */
	private <R> @Nullable String key(String origin, R request, CorsRequestAccessor<? super R> accessor) {
		if (!this.host && !this.path && this.headers.isEmpty()) {
			return origin;
		}
		StringBuilder key = new StringBuilder(origin).append(' ');
		if (this.host) {
			append(key, host(request, accessor));
		}
		if (this.path) {
			append(key, accessor.path(request));
		}
		if (!this.headers.isEmpty() && !isPreflight(request, accessor)) {
			for (Map.Entry<String, List<String>> header : lines(request, accessor).entrySet()) {
				key.append('+').append(header.getValue().size());
				header.getValue().forEach((line) -> append(key, line));
			}
		}
		return (key.length() <= MAX_KEY) ? key.toString() : null;
	}

	private static void append(StringBuilder key, String part) {
		// What is too long already needs no more.
		if (key.length() <= MAX_KEY) {
			key.append(' ').append(part.length()).append(':').append(part);
		}
	}

	private <R> Map<String, List<String>> lines(R request, CorsRequestAccessor<? super R> accessor) {
		Map<String, List<String>> all = new LinkedHashMap<>();
		for (String name : this.headers) {
			List<String> lines = new ArrayList<>();
			Enumeration<String> values = accessor.headers(request, name);
			while (values.hasMoreElements()) {
				lines.add(values.nextElement());
			}
			all.put(name, lines);
		}
		return all;
	}

	private static <R> String host(R request, CorsRequestAccessor<? super R> accessor) {
		return Tokens.toAsciiLowerCase(accessor.host(request));
	}

	private static <R> boolean isPreflight(R request, CorsRequestAccessor<? super R> accessor) {
		return accessor.method(request).equals("OPTIONS")
				&& accessor.headers(request, HeaderNames.REQUEST_METHOD).hasMoreElements();
	}

	/**
	 * A policy that can be answered.
	 *
	 * @param answers answer it
	 * @param policy the policy
	 */
	private record Bound(OriginAnswers answers, CompiledPolicy policy) {

	}

	/**
	 * What is asked.
	 *
	 * @param answers whom to ask
	 * @param timeout for how long to wait
	 * @param key what the answer depends on
	 * @param query the question
	 */
	record Question(OriginAnswers.@Nullable OfPolicy answers, Duration timeout, String key, OriginQuery query) {

		String origin() {
			return this.query.origin().toString();
		}

		/** A failure to ask is a failure of the lookup. */
		CompletableFuture<Answer> ask() {
			if (this.answers == null) {
				return CompletableFuture.completedFuture(Answer.FAILED);
			}
			try {
				return this.answers.ask(this.key, this.query)
					.toCompletableFuture()
					.handle((answer, failure) -> (failure == null && answer != null) ? answer : Answer.FAILED);
			}
			catch (RuntimeException | LinkageError | StackOverflowError ex) {
				return CompletableFuture.completedFuture(Answer.FAILED);
			}
		}

	}

}
