package io.crossgate.cors.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.diagnosis.Diagnosis.ClosestMatch;
import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.origin.pattern.OriginPattern;
import io.crossgate.cors.util.SafeText;

/**
 * Finds the entry of a policy that an origin almost matches, and says what differs. The
 * host weighs most: another port of a host is nearer than another host.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/browsers.html#same-origin">HTML,
 * same origin</a>
 */
final class ClosestOriginFinder {

	private static final Set<String> WEB = Set.of("https", "http");

	private ClosestOriginFinder() {
	}

	/**
	 * Return the nearest entry, and how the origin differs from it.
	 * @param value the origin
	 * @param entries the entries to look at, in order
	 */
	static ClosestMatch of(String value, List<String> entries) {
		return nearest(value, entries).map(Candidate::closestMatch).orElse(ClosestMatch.NONE);
	}

	/**
	 * Return whether the nearest entry is one that the origin merely resembles. A person
	 * in a hurry would take the two for the same, so such an origin is never suggested.
	 */
	static boolean isLookalike(String value, List<String> entries) {
		return nearest(value, entries).filter((candidate) -> candidate.host.kind() == MismatchKind.LOOKALIKE)
			.isPresent();
	}

	private static Optional<Candidate> nearest(String value, List<String> entries) {
		Origin origin = Origin.parse(value).orElse(null);
		if (origin == null) {
			return Optional.empty();
		}
		@Nullable Candidate nearest = null;
		for (String entry : entries) {
			OriginPattern pattern = OriginPattern.parse(entry);
			HostMismatch host = isOfOneFamily(pattern, origin) ? HostMismatch.between(pattern, origin) : null;
			Candidate candidate = (host != null) ? new Candidate(pattern, origin, host) : null;
			if (candidate != null && (nearest == null || candidate.distance() < nearest.distance())) {
				nearest = candidate;
			}
		}
		return Optional.ofNullable(nearest);
	}

	/** Pages of the web and apps, each of its own scheme, have nothing in common. */
	private static boolean isOfOneFamily(OriginPattern pattern, Origin origin) {
		return pattern.scheme().equals(origin.scheme())
				|| (WEB.contains(pattern.scheme()) && WEB.contains(origin.scheme()));
	}

	/** An entry whose host is near, with all that differs. */
	private record Candidate(OriginPattern entry, Origin origin, HostMismatch host) {

		boolean isSchemeDifferent() {
			return !this.entry.scheme().equals(this.origin.scheme());
		}

		boolean isPortDifferent() {
			return !this.entry.isAnyPort() && !this.entry.port().equals(port());
		}

		private String port() {
			return (this.origin.port() < 0) ? "" : Integer.toString(this.origin.port());
		}

		int distance() {
			return 4 * this.host.distance() + (isSchemeDifferent() ? 2 : 0) + (isPortDifferent() ? 1 : 0);
		}

		ClosestMatch closestMatch() {
			List<String> parts = new ArrayList<>();
			MismatchKind difference = this.host.kind();
			if (isPortDifferent()) {
				difference = (difference == MismatchKind.NONE) ? MismatchKind.PORT : difference;
				parts.add("the port is " + named(port()) + " instead of " + named(this.entry.port()));
			}
			if (isSchemeDifferent()) {
				difference = (this.host.kind() == MismatchKind.NONE) ? MismatchKind.SCHEME : difference;
				parts.add(0, "the scheme is " + this.origin.scheme() + " instead of " + this.entry.scheme());
			}
			if (this.host.kind() != MismatchKind.NONE) {
				parts.add(0, this.host.text());
			}
			return new ClosestMatch(difference, this.entry.text(), "The nearest entry is "
					+ SafeText.of(this.entry.text()) + ", but " + String.join(", and ", parts) + ".");
		}

		private static String named(String port) {
			return port.isEmpty() ? "the default port" : port;
		}

	}

}
