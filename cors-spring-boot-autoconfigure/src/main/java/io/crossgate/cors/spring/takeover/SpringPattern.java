package io.crossgate.cors.spring.takeover;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import org.springframework.web.cors.CorsConfiguration;

import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.origin.pattern.OriginPattern;
import io.crossgate.cors.origin.pattern.OriginPattern.Kind;
import io.crossgate.cors.origin.pattern.OriginSet;
import io.crossgate.cors.problem.MalformedOriginException;

/**
 * An entry of {@code allowedOriginPatterns} as Spring reads it: a star stands for any
 * characters, dots and colons among them, and the end may be a list of ports in brackets.
 * Spring itself is asked what it matches, so that nothing is read out of it that it does
 * not let in.
 */
final class SpringPattern {

	private static final Pattern PORTS = Pattern.compile("(.*):\\[(\\*|\\d+(?:,\\d+)*)]");

	/** Patterns of which entries here say exactly the same. */
	private static final Pattern EQUAL = Pattern.compile("https?://(\\*\\.)?[^*:/\\[\\]]+(:\\d+|:\\*)?");

	/** No literal can be this character, so that only a star can stand for it. */
	private static final String ANYTHING = "\uE000";

	private static final List<String> DIGITS = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

	/** What stars may stand for, those that show most at the front. */
	private static final List<String> SAMPLES = List.of(".attacker.example", "attacker", "attacker-", "a.b", "-x",
			"https", "http", "https://attacker.example", "https://attacker", "https://attacker.", "https://",
			"https://a.", "attacker://x", "x", "", "3000", "attacker.example", ":8443", "1", "1.1");

	private static final int MAX_STARS = 3;

	private final String written;

	private final CorsConfiguration spring = new CorsConfiguration();

	/** The pattern without its ports in brackets. */
	private final String base;

	/** What stands in the brackets, or {@code null} if there are none. */
	private final @Nullable String ports;

	SpringPattern(String written) {
		this.written = written;
		this.spring.setAllowedOriginPatterns(List.of(written));
		Matcher matcher = PORTS.matcher(written);
		boolean matches = matcher.matches();
		this.base = (matches ? matcher.group(1) : written).replaceAll("\\*+", "*");
		this.ports = matches ? matcher.group(2) : null;
	}

	boolean matches(String origin) {
		return this.spring.checkOrigin(origin) != null;
	}

	/** Return whether it lets in pages of whatever host, at least of one scheme. */
	boolean isEveryHost() {
		for (String scheme : List.of("https://", "http://")) {
			for (String port : List.of("", ":8443")) {
				if (matches(scheme + "q7.stranger.example" + port) && matches(scheme + "another.k3.test" + port)) {
					return true;
				}
			}
		}
		return false;
	}

	/** Return whether it lets in every origin. */
	boolean isAny() {
		return this.base.equals("*") && this.ports == null;
	}

	/**
	 * Return what can be written here of it: entries none of which matches an origin that
	 * it does not match, but for the {@linkplain #defaultPort default port}.
	 */
	List<String> entries() {
		Set<String> entries = new LinkedHashSet<>();
		for (String candidate : candidates()) {
			if (isContained(candidate) || defaultPort(candidate).isPresent()) {
				entries.add(candidate);
			}
		}
		entries.removeIf((entry) -> isCovered(entry, entries));
		return List.copyOf(entries);
	}

	private static boolean isCovered(String entry, Set<String> entries) {
		return !entry.endsWith(":*") && entries.contains(entry + ":*");
	}

	/**
	 * Return the origin without a port that an entry lets in and Spring does not, whose
	 * star wants one.
	 */
	Optional<String> defaultPort(String entry) {
		if (!entry.endsWith(":*")) {
			return Optional.empty();
		}
		String host = entry.substring(0, entry.length() - 2);
		return (isContained(host, true) && !matches(host.replace("*", ANYTHING)))
				? Optional.of(host.replace("*", "app")) : Optional.empty();
	}

	/** Return whether entries say the same, the default port left aside. */
	boolean isEqual() {
		return EQUAL.matcher(this.base).matches();
	}

	/** Return an origin that Spring lets in and the entries do not. */
	Optional<String> lost(List<String> entries) {
		OriginSet written = OriginSet.compile(entries.stream().map(OriginPattern::parse).toList());
		return samples(this.base).stream()
			.flatMap((sample) -> withPorts(sample).stream())
			.filter((sample) -> Origin.isCanonical(sample) && matches(sample) && !written.contains(sample))
			.findFirst();
	}

	private List<String> withPorts(String sample) {
		if (this.ports == null) {
			return List.of(sample);
		}
		return this.ports.equals("*") ? List.of(sample, sample + ":8443")
				: List.of(sample + ":" + StringUtils.commaDelimitedListToStringArray(this.ports)[0]);
	}

	private static List<String> samples(String text) {
		int star = text.indexOf('*');
		if (star < 0) {
			return List.of(text);
		}
		List<String> samples = new ArrayList<>();
		boolean few = text.chars().filter((c) -> c == '*').count() <= MAX_STARS;
		for (String sample : SAMPLES) {
			String head = text.substring(0, star) + sample;
			String tail = text.substring(star + 1);
			if (few) {
				samples(tail).forEach((rest) -> samples.add(head + rest));
			}
			else {
				samples.add(text.replace("*", sample));
			}
		}
		return samples;
	}

	private List<String> candidates() {
		List<String> candidates = new ArrayList<>();
		int authority = this.base.indexOf("://");
		String scheme = (authority < 0) ? "*" : this.base.substring(0, authority);
		String rest = (authority < 0) ? this.base : this.base.substring(authority + 3);
		int colon = rest.lastIndexOf(':');
		boolean port = colon > rest.lastIndexOf(']');
		String host = port ? rest.substring(0, colon) : rest;
		for (String each : scheme.contains("*") ? List.of("https", "http") : List.of(scheme)) {
			for (String name : hosts(host)) {
				for (String number : ports(host, port ? rest.substring(colon) : "")) {
					String candidate = each + "://" + name + number;
					if (isEntry(candidate)) {
						candidates.add(candidate);
					}
				}
			}
		}
		return candidates;
	}

	/** Hosts with stars where stars may stand, and with nothing in their place. */
	private static Set<String> hosts(String host) {
		Set<String> hosts = new LinkedHashSet<>();
		String open = host.endsWith("*") ? host.substring(0, host.length() - 1) : host;
		for (String name : List.of(host, open)) {
			hosts.add(name.replace("*", ""));
			hosts.add(name);
			if (name.startsWith("*") && !name.startsWith("*.")) {
				hosts.add("*." + name.substring(1));
			}
		}
		return hosts;
	}

	private List<String> ports(String host, String literal) {
		if (this.ports != null) {
			return this.ports.equals("*") ? List.of(":*")
					: List.of(StringUtils.commaDelimitedListToStringArray(this.ports))
						.stream()
						.map(":"::concat)
						.toList();
		}
		return (host.endsWith("*") && literal.isEmpty()) ? List.of("", ":*") : List.of(literal);
	}

	/** A label with an end of its own may be a stranger's domain. */
	private boolean isEntry(String candidate) {
		try {
			OriginPattern pattern = OriginPattern.parse(candidate);
			boolean stranger = pattern.kind() == Kind.LABEL && !pattern.labelSuffix().isEmpty() && isLookAlike();
			boolean portOnly = this.base.endsWith("*") && pattern.isAnyPort() && !this.base.endsWith(":*")
					&& !pattern.isLoopback();
			return !pattern.host().isEmpty() && !pattern.host().endsWith(".") && !stranger && !portOnly;
		}
		catch (MalformedOriginException ex) {
			return false;
		}
	}

	/** Return whether Spring lets in whatever an entry lets in. */
	private boolean isContained(String entry) {
		if (!entry.endsWith(":*")) {
			return matches(entry.replace("*", ANYTHING));
		}
		String host = entry.substring(0, entry.length() - 2);
		return matches(host.replace("*", ANYTHING)) && isContained(host, true);
	}

	/** Whatever port comes of every digit is any port. */
	private boolean isContained(String host, boolean anyPort) {
		String origin = host.replace("*", ANYTHING) + ":";
		return anyPort
				&& DIGITS.stream().allMatch((digit) -> matches(origin + digit) && matches(origin + digit.repeat(5)));
	}

	/**
	 * Return whether a stranger can register a name that it lets in, although the author
	 * has named a domain: the end of the host is open, or a dot is missing in front of
	 * the domain.
	 */
	boolean isLookAlike() {
		int authority = this.base.indexOf("://");
		String rest = (authority < 0) ? this.base : this.base.substring(authority + 3);
		int colon = rest.lastIndexOf(':');
		String host = (colon > rest.lastIndexOf(']')) ? rest.substring(0, colon) : rest;
		int star = host.lastIndexOf('*');
		if (star < 0 || host.equals("*")) {
			return false;
		}
		String tail = host.substring(star + 1);
		if (tail.isEmpty()) {
			return true;
		}
		int dot = tail.indexOf('.');
		return dot >= 0 && (dot > 0 || star > 0) && SpringOrigins.isSuffix(tail.substring(dot + 1));
	}

	@Override
	public String toString() {
		return this.written;
	}

}
