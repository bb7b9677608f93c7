package io.crossgate.cors.spring.reload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CrossOriginProtection;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.policy.PolicyProperty;

/**
 * What lies between two sets of policies, told as what it means for callers. It widens
 * access if a request may be served that was refused, if a page may read what it could
 * not read, or may send cookies that it could not send. Whether it does is decided by
 * what is declared, and for safety: what can't be ruled out is said to widen.
 * <ul>
 * <li>widens: an origin, a method, a header or a path more; another lookup of origins;
 * credentials switched on; a refusal that becomes {@code pass-through}; a mode that is
 * enforced no longer, or only now; a policy or a path that goes, because nothing is
 * refused there any more; a risk that is accepted</li>
 * <li>does not: an origin, a method or a header less; credentials switched off; what
 * {@code *} has covered before; another {@code max-age}; whatever happens inside a policy
 * that is not enforced</li>
 * </ul>
 *
 * @param changes one entry a property, in the order of the policies
 */
record PolicyDifference(List<Change> changes) {

	private static final String SAME_ORIGINS = "same-origins";

	private static final String PROTECTION = "protection.";

	PolicyDifference {
		changes = List.copyOf(changes);
	}

	/**
	 * Compares two sets of policies.
	 * @param before the policies from before
	 * @param after the policies from after
	 * @return what has changed; neither order nor repetition matters
	 */
	static PolicyDifference between(CorsPolicies before, CorsPolicies after) {
		Map<String, CorsPolicy> old = byName(before);
		Map<String, CorsPolicy> current = byName(after);
		boolean enforced = isAnyEnforced(old) || isAnyEnforced(current);
		Set<String> names = new LinkedHashSet<>(old.keySet());
		names.addAll(current.keySet());
		List<Change> changes = new ArrayList<>();
		for (String name : names) {
			CorsPolicy from = old.get(name);
			CorsPolicy to = current.get(name);
			if (from != null && to != null) {
				compare(from, to, enforced, changes);
			}
			else if (to != null) {
				changes.add(Change.ofPolicy(to, true, enforced));
			}
			else if (from != null) {
				changes.add(Change.ofPolicy(from, false, enforced));
			}
		}
		DeploymentContext from = before.context();
		DeploymentContext to = after.context();
		add(EntryComparison.of(from.sameOrigins(), to.sameOrigins()), SAME_ORIGINS, true, changes);
		compare(from.protection(), to.protection(), changes);
		return new PolicyDifference(changes);
	}

	/** What holds for the whole application opens with every entry. */
	private static void add(EntryComparison entries, String key, boolean effective, List<Change> changes) {
		if (!entries.isEmpty()) {
			changes.add(new Change(CorsPolicy.DEFAULT_NAME, key, entries.added(), entries.removed(),
					effective && entries.isWider(), effective && entries.isNarrower()));
		}
	}

	private static void compare(CrossOriginProtection from, CrossOriginProtection to, List<Change> changes) {
		boolean before = from.mode() == CorsPolicy.Mode.ENFORCE;
		boolean after = to.mode() == CorsPolicy.Mode.ENFORCE;
		if (from.mode() != to.mode()) {
			changes.add(new Change(CorsPolicy.DEFAULT_NAME, PROTECTION + "mode", PolicyProperty.MODE.format(to.mode()),
					PolicyProperty.MODE.format(from.mode()), before && !after, after && !before));
		}
		add(EntryComparison.of(from.trustedOrigins(), to.trustedOrigins()), PROTECTION + "trusted-origins",
				before && after, changes);
		add(EntryComparison.of(from.exemptPaths(), to.exemptPaths()), PROTECTION + "exempt-paths", before && after,
				changes);
	}

	private static Map<String, CorsPolicy> byName(CorsPolicies policies) {
		Map<String, CorsPolicy> byName = new LinkedHashMap<>();
		policies.policies().forEach((policy) -> byName.put(CorsPolicy.uniformName(policy.name()), policy));
		return byName;
	}

	private static boolean isAnyEnforced(Map<String, CorsPolicy> policies) {
		return policies.values().stream().anyMatch(PolicyDifference::isEnforced);
	}

	private static boolean isEnforced(CorsPolicy policy) {
		return policy.mode() == CorsPolicy.Mode.ENFORCE;
	}

	private static void compare(CorsPolicy from, CorsPolicy to, boolean enforced, List<Change> changes) {
		boolean both = isEnforced(from) && isEnforced(to);
		for (PolicyProperty property : PolicyProperty.values()) {
			switch (property) {
				case ALLOWED_ORIGIN_PATTERNS, PRESET -> {
					// The origins may be written in either, and what a preset has is
					// compared value by value.
				}
				// A path that comes or goes is another policy's, or no policy's.
				case PATHS -> add(entries(from, to, property), to, property, enforced, enforced, changes);
				case MAX_AGE, PREFLIGHT, PREFLIGHT_STATUS -> addScalar(from, to, property, false, false, changes);
				case MODE -> addScalar(from, to, property, isEnforced(from) != isEnforced(to),
						isEnforced(from) != isEnforced(to), changes);
				case ON_DENIED ->
					addScalar(from, to, property, both && to.onDenied() == CorsPolicy.OnDenied.PASS_THROUGH,
							both && to.onDenied() == CorsPolicy.OnDenied.REJECT, changes);
				default -> {
					if (property.type() == PolicyProperty.Type.LIST) {
						boolean narrows = both && property != PolicyProperty.ACCEPT_RISKS;
						add(entries(from, to, property), to, property, both, narrows, changes);
					}
					else {
						// A flag that is set opens something, and so does a lookup.
						boolean off = to.get(property).equals(property.defaultValue());
						addScalar(from, to, property, both && !off, both && off, changes);
					}
				}
			}
		}
	}

	private static EntryComparison entries(CorsPolicy from, CorsPolicy to, PolicyProperty property) {
		if (property == PolicyProperty.ALLOWED_ORIGINS) {
			return EntryComparison.ofOrigins(origins(from), origins(to));
		}
		List<?> before = (List<?>) from.get(property);
		List<?> after = (List<?>) to.get(property);
		return switch (property) {
			case ALLOWED_METHODS -> EntryComparison.ofMethods(before, after);
			case ALLOWED_HEADERS, EXPOSED_HEADERS -> EntryComparison.ofHeaders(before, after);
			default -> EntryComparison.of(before, after);
		};
	}

	static List<Object> origins(CorsPolicy policy) {
		List<Object> origins = new ArrayList<>(policy.allowedOrigins());
		origins.addAll(policy.allowedOriginPatterns());
		return origins;
	}

	private static void add(EntryComparison entries, CorsPolicy policy, PolicyProperty property, boolean widens,
			boolean narrows, List<Change> changes) {
		if (!entries.isEmpty()) {
			boolean moves = property == PolicyProperty.PATHS;
			changes.add(new Change(policy.name(), property.key(), entries.added(), entries.removed(),
					widens && (moves || entries.isWider()), narrows && (moves || entries.isNarrower())));
		}
	}

	private static void addScalar(CorsPolicy from, CorsPolicy to, PolicyProperty property, boolean widens,
			boolean narrows, List<Change> changes) {
		if (!from.get(property).equals(to.get(property))) {
			changes.add(new Change(to.name(), property.key(), property.format(to.get(property)),
					property.format(from.get(property)), widens, narrows));
		}
	}

	/** Return whether nothing has changed. */
	boolean isEmpty() {
		return this.changes.isEmpty();
	}

	/** Return whether anybody may do what was refused before. */
	boolean isWidening() {
		return this.changes.stream().anyMatch(Change::widens);
	}

	/** Return whether anybody may no longer do what was allowed before. */
	boolean isNarrowing() {
		return this.changes.stream().anyMatch(Change::narrows);
	}

	/**
	 * The change of one property, or of a whole policy.
	 *
	 * @param policy the name of the policy
	 * @param property the property's key; {@code null} for a whole policy
	 * @param added entries that a list has more, the new value, or the origins of a
	 * policy that is new
	 * @param removed entries that a list has less, the old value, or the origins of a
	 * policy that is gone
	 * @param widens whether it may give access to anybody
	 * @param narrows whether it may take access from anybody
	 */
	record Change(String policy, @Nullable String property, List<String> added, List<String> removed, boolean widens,
			boolean narrows) {

		Change {
			added = List.copyOf(added);
			removed = List.copyOf(removed);
		}

		/**
		 * A policy that is not enforced still keeps its paths from a broader one that is.
		 */
		private static Change ofPolicy(CorsPolicy policy, boolean added, boolean enforced) {
			List<String> origins = origins(policy).stream().map(String::valueOf).toList();
			return new Change(policy.name(), null, added ? origins : List.of(), added ? List.of() : origins, enforced,
					enforced);
		}

	}

}
