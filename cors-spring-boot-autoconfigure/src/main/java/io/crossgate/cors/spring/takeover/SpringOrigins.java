package io.crossgate.cors.spring.takeover;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.web.cors.CorsConfiguration;

import io.crossgate.cors.fetch.Tokens;
import io.crossgate.cors.origin.pattern.OriginPattern;
import io.crossgate.cors.origin.pattern.OriginPattern.Kind;
import io.crossgate.cors.origin.pattern.PublicSuffixes;
import io.crossgate.cors.problem.MalformedOriginException;
import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.spring.takeover.Note.About;

/**
 * The origins that a configuration of Spring lets in, as entries of a policy.
 */
final class SpringOrigins {

	/** Refuses every page: no name below {@code invalid} is ever delegated. */
	static final String NO_ONE = "https://none.invalid";

	private static final String ALL = CorsConfiguration.ALL;

	private static final String NULL = "null";

	private final boolean credentials;

	private final boolean privateNetwork;

	private final Set<String> entries = new LinkedHashSet<>();

	private final List<Note> notes = new ArrayList<>();

	private final List<Fault> faults = new ArrayList<>();

	private boolean withoutPrivateNetwork;

	SpringOrigins(CorsConfiguration configuration) {
		this.credentials = Boolean.TRUE.equals(configuration.getAllowCredentials());
		this.privateNetwork = Boolean.TRUE.equals(configuration.getAllowPrivateNetwork());
		read(listOf(configuration.getAllowedOrigins()),
				listOf(configuration.getAllowedOriginPatterns()).stream().map(SpringPattern::new).toList());
	}

	private static <T> List<T> listOf(@Nullable List<T> list) {
		return (list != null) ? list : List.of();
	}

	private void read(List<String> origins, List<SpringPattern> patterns) {
		if (origins.contains(ALL)) {
			readAny();
			return;
		}
		origins.forEach(this::readOrigin);
		patterns.stream().filter((pattern) -> !pattern.isAny()).forEach(this::readPattern);
		if (patterns.stream().anyMatch(SpringPattern::isAny)) {
			readAnyPattern();
		}
		if (this.entries.isEmpty()) {
			this.entries.add(NO_ONE);
			this.notes.add(Note.same(About.ORIGIN,
					"no origin is left that can be written; " + NO_ONE + " stands for none, so that all are refused"));
		}
	}

	/** Spring notices only when a request comes. */
	private void readAny() {
		if (this.credentials || this.privateNetwork) {
			String flag = this.credentials ? "allowCredentials" : "allowPrivateNetwork";
			this.faults.add(new Fault(
					this.credentials ? ProblemCode.ANY_ORIGIN_WITH_CREDENTIALS
							: ProblemCode.ANY_ORIGIN_WITH_PRIVATE_NETWORK,
					ALL, "Spring throws an exception for every request of another origin, because allowedOrigins has * "
							+ "beside " + flag + ". List the origins."));
			this.entries.add(NO_ONE);
			this.notes.add(Note.same(About.ORIGIN, "every request of another origin fails today, because of * beside "
					+ flag + "; " + NO_ONE + " stands for none, until the origins are listed"));
			return;
		}
		this.entries.add(ALL);
	}

	private void readAnyPattern() {
		if (this.privateNetwork) {
			this.withoutPrivateNetwork = true;
			this.faults.add(new Fault(ProblemCode.ANY_ORIGIN_WITH_PRIVATE_NETWORK, ALL,
					"Any website could reach this server inside its network. List the origins, or drop "
							+ "allowPrivateNetwork."));
			this.notes.add(Note.narrower(About.RESPONSE, "allow-private-network does not go with every origin"));
		}
		if (!this.credentials) {
			this.entries.clear();
			this.entries.add(ALL);
			return;
		}
		this.faults.add(new Fault(ProblemCode.ANY_ORIGIN_WITH_CREDENTIALS, ALL,
				"The pattern * answers every origin with its own name and allows cookies, so that any website can read "
						+ "your users' data. List the origins, or drop allowCredentials."));
		if (this.entries.isEmpty()) {
			this.entries.add(ALL);
			this.notes.add(Note.narrower(About.CREDENTIALS,
					"every website could call with cookies and read the answers; none can any more. List the origins "
							+ "that need cookies and add allow-credentials: true"));
		}
		else {
			this.notes.add(Note.narrower(About.ORIGIN,
					"the pattern * let in every website with cookies, such as https://attacker.example; only the "
							+ "origins that were listed beside it are let in"));
		}
	}

	private void readOrigin(String written) {
		String origin = written.strip();
		if (Tokens.toAsciiLowerCase(origin).equals(NULL)) {
			readNull();
			return;
		}
		String lower = Tokens.toAsciiLowerCase(origin);
		for (String candidate : List.of(origin, lower)) {
			if (candidate.equals(written) || candidate.equals(lower)) {
				if (isExact(candidate) && isLetIn(written, candidate)) {
					this.entries.add(candidate);
					return;
				}
			}
		}
		addDead(written);
	}

	private static boolean isExact(String text) {
		try {
			return OriginPattern.parse(text).kind() == Kind.EXACT;
		}
		catch (MalformedOriginException ex) {
			return false;
		}
	}

	private static boolean isLetIn(String written, String origin) {
		CorsConfiguration configuration = new CorsConfiguration();
		configuration.setAllowedOrigins(List.of(written));
		return configuration.checkOrigin(origin) != null;
	}

	private void addDead(String written) {
		ProblemCode code = ProblemCode.MALFORMED_ORIGIN;
		String message = "No browser sends this as an origin.";
		String meant = "";
		if (written.isBlank()) {
			code = ProblemCode.BLANK_VALUE;
			message = "An empty entry matches no origin.";
		}
		else if (written.contains("${")) {
			code = ProblemCode.UNRESOLVED_PLACEHOLDER;
			message = "Nothing has resolved the placeholder.";
		}
		else {
			try {
				OriginPattern pattern = OriginPattern.parse(written);
				message = (written.indexOf('*') >= 0)
						? "A star is no wildcard in allowedOrigins, so it never matches; allowedOriginPatterns has them."
						: pattern + " never matches.";
			}
			catch (MalformedOriginException ex) {
				code = ex.code();
				message = ex.getMessage() + " It never matches.";
				meant = ex.corrections().isEmpty() ? "" : "; if " + ex.corrections().get(0) + " was meant, add it";
			}
		}
		this.faults.add(new Fault(code, written, message));
		this.notes
			.add(Note.same(About.ORIGIN, "'" + written + "' matches no browser's origin and is left out" + meant));
	}

	private void readNull() {
		if (this.credentials) {
			this.faults.add(new Fault(ProblemCode.NULL_ORIGIN_WITH_CREDENTIALS, NULL,
					"Every site can send null from a sandboxed frame, so this lets any website read your users' data."));
			this.notes.add(Note.narrower(About.ORIGIN, "null, which every site can send, is refused with credentials"));
		}
		else {
			this.entries.add(NULL);
		}
	}

	private void readPattern(SpringPattern pattern) {
		String written = pattern.toString();
		if (written.indexOf('*') < 0 && written.indexOf('[') < 0) {
			if (written.equals(NULL)) {
				readNull();
			}
			else if (isExact(written)) {
				this.entries.add(written);
			}
			else {
				addDead(written);
			}
			return;
		}
		List<String> entries = pattern.entries();
		String lost = pattern.lost(entries).orElse("");
		this.entries.addAll(entries);
		if (pattern.isEveryHost()) {
			readEveryHost(written, lost);
		}
		else if (pattern.isLookAlike() && !lost.isEmpty() && !entries.contains(written)) {
			this.faults.add(new Fault(ProblemCode.WILDCARD_OVER_TOP_LEVEL_DOMAIN, written,
					"In Spring a star crosses dots: it lets in " + lost
							+ ", a name that anyone can register. Name the domain as https://*.example.com."));
			this.notes.add(Note.narrower(About.ORIGIN,
					"'" + written + "' lets in strangers such as " + lost + ", who no longer are" + rest(entries)));
		}
		else if (entries.isEmpty() && lost.isEmpty()) {
			addDead(written);
		}
		else if (!lost.isEmpty()) {
			this.notes.add(Note.narrower(About.ORIGIN,
					"'" + written + "' lets in " + lost + ", too, which no entry here can say" + rest(entries)));
		}
		else if (!pattern.isEqual()) {
			this.notes.add(Note.narrower(About.ORIGIN,
					"'" + written + "' is a star in the middle of a text, which may let in more" + rest(entries)));
		}
		for (String entry : entries) {
			pattern.defaultPort(entry)
				.ifPresent((origin) -> this.notes.add(Note.wider(About.ORIGIN,
						"'" + entry + "' lets in " + origin + ", too; Spring's star wants a port to be written")));
		}
	}

	private static String rest(List<String> entries) {
		return entries.isEmpty() ? "; nothing of it is left, list the origins that are needed"
				: "; " + String.join(" and ", entries) + " " + ((entries.size() == 1) ? "is" : "are") + " kept";
	}

	private void readEveryHost(String written, String lost) {
		if (this.credentials) {
			this.faults.add(new Fault(ProblemCode.ANY_ORIGIN_WITH_CREDENTIALS, written,
					"It answers every host with its own name and allows cookies, so that any website can read your "
							+ "users' data. List the origins, or drop allowCredentials."));
		}
		this.notes.add(Note.narrower(About.ORIGIN,
				"'" + written + "' lets in every host, such as " + (lost.isEmpty() ? "https://attacker.example" : lost)
						+ ", which no entry but \"*\" can say, and that "
						+ "lets in more; list the origins that are needed"));
	}

	/** Return whether a name right below a domain can be registered by anyone. */
	static boolean isSuffix(String domain) {
		return PublicSuffixes.contains(domain);
	}

	List<String> entries() {
		return List.copyOf(this.entries);
	}

	boolean isWithCredentials() {
		return this.credentials && !this.entries.contains(ALL);
	}

	boolean isWithPrivateNetwork() {
		return this.privateNetwork && !this.withoutPrivateNetwork;
	}

	List<Note> notes() {
		return this.notes;
	}

	List<Fault> faults() {
		return this.faults;
	}

}
