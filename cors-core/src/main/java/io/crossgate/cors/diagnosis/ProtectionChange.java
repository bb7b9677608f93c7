package io.crossgate.cors.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.origin.pattern.OriginPattern;
import io.crossgate.cors.path.MalformedPathException;
import io.crossgate.cors.path.PathPattern;
import io.crossgate.cors.path.RequestPath;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CrossOriginProtection;
import io.crossgate.cors.policy.format.PolicyYamlWriter;
import io.crossgate.cors.problem.MalformedOriginException;
import io.crossgate.cors.problem.PolicyEdit;

/**
 * One way to let a request pass that {@link CrossOriginProtection} refused. There are
 * two, for different people: whose page it is writes as its user and has to be trusted; a
 * path where every caller is authenticated without a cookie, such as that of a webhook,
 * is exempt.
 * <ul>
 * <li>trusted: {@code protection.trusted-origins: https://pay.example.com}</li>
 * <li>exempt: {@code protection.exempt-paths: /webhooks/stripe}</li>
 * <li>neither, for {@code null}, which every site can send: the path is exempt or it
 * stays refused</li>
 * </ul>
 *
 * @param purpose when it is right, as one sentence
 * @param edit what is added, to a property below {@code cors}
 * @param present what the property has
 * @since 0.1.0
 */
public record ProtectionChange(String purpose, PolicyEdit edit, List<String> present) {

	/** The property that trusts. */
	public static final String ORIGINS = "protection.trusted-origins";

	/** The property that exempts. */
	public static final String PATHS = "protection.exempt-paths";

	/**
	 * Copies the list.
	 */
	public ProtectionChange {
		present = List.copyOf(present);
	}

	/** Return the ways out for a request that was refused: none, one or both. */
	static List<ProtectionChange> of(CorsRequest request, CrossOriginProtection protection) {
		List<ProtectionChange> changes = new ArrayList<>();
		List<String> lines = request.lines(HeaderNames.ORIGIN);
		if (lines.size() == 1 && isListable(lines.get(0))) {
			changes.add(new ProtectionChange("If the page is yours, trust its origin: it writes as its user.",
					PolicyEdit.add(ORIGINS, lines.get(0)), protection.trustedOrigins()));
		}
		path(request).ifPresent((path) -> changes.add(new ProtectionChange(
				"If whoever calls there proves who it is, without a cookie, exempt the path for everyone.",
				PolicyEdit.add(PATHS, path), protection.exemptPaths())));
		return changes;
	}

	private static boolean isListable(String origin) {
		try {
			return Origin.isCanonical(origin) && OriginPattern.parse(origin).kind() == OriginPattern.Kind.EXACT;
		}
		catch (MalformedOriginException ex) {
			return false;
		}
	}

	private static Optional<String> path(CorsRequest request) {
		if (!RequestPath.isCanonical(request.path())) {
			return Optional.empty();
		}
		try {
			String path = RequestPath.decode(request.path());
			PathPattern pattern = PathPattern.parse(path);
			// What a client has sent must not turn into a wildcard.
			boolean exact = !pattern.multiSegment() && !pattern.segments().contains(PathPattern.ANY);
			return (exact && PolicyChange.isPresentable(PolicyEdit.add(PATHS, path))) ? Optional.of(path)
					: Optional.empty();
		}
		catch (MalformedPathException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Return the change as YAML that can be pasted.
	 * @return the property as it would be, from {@code cors:} on
	 */
	public String yaml() {
		return new PolicyYamlWriter().comment(CorsPolicy.DEFAULT_NAME, this.purpose)
			.extended(CorsPolicy.DEFAULT_NAME, this.edit.property(), this.present, this.edit.values())
			.toString();
	}

	/**
	 * Return the change as YAML that names nothing which is configured.
	 * @return the entry to append
	 */
	public String yamlWithoutPresent() {
		PolicyYamlWriter yaml = new PolicyYamlWriter().comment(CorsPolicy.DEFAULT_NAME, this.purpose);
		if (!this.present.isEmpty()) {
			yaml.comment(CorsPolicy.DEFAULT_NAME, "append to " + this.edit.property());
		}
		return yaml.list(CorsPolicy.DEFAULT_NAME, this.edit.property(), this.edit.values()).toString();
	}

	/**
	 * Return the change in a few words.
	 */
	@Override
	public String toString() {
		return this.edit.toString();
	}

}
