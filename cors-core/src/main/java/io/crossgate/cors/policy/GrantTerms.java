package io.crossgate.cors.policy;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.problem.ProblemCode.Severity;

/**
 * On which terms an origin is allowed or a risk accepted. Terms decide nothing about a
 * request, and no date takes an entry away: a person who reads the warnings does.
 *
 * <pre class="code">
 * CorsPolicy.named("api")
 *     .paths("/api/**")
 *     .allowedOrigins("https://app.example.com", "https://partner.example")
 *     .terms(PolicyProperty.ALLOWED_ORIGINS, "https://partner.example",
 *             new GrantTerms(LocalDate.of(2027, 1, 31), "team-x", "pilot"))
 *     .build();
 * </pre>
 *
 * @param until the last day the entry is meant for, in UTC, or {@code null} if it has
 * none
 * @param owner who answers for it, or the empty string
 * @param reason why it is there, or the empty string
 * @since 0.1.0
 */
public record GrantTerms(@Nullable LocalDate until, String owner, String reason) {

	/** For so many days before the last one there is a warning. */
	public static final int NOTICE_DAYS = 14;

	private static final Set<PolicyProperty> PROPERTIES = Set.of(PolicyProperty.ALLOWED_ORIGINS,
			PolicyProperty.ALLOWED_ORIGIN_PATTERNS, PolicyProperty.ACCEPT_RISKS);

	/**
	 * Return whether entries of a property may have terms.
	 * @param property the property
	 * @return whether it lists origins or accepted risks
	 */
	public static boolean apply(PolicyProperty property) {
		return PROPERTIES.contains(property);
	}

	/**
	 * Return the terms of a property's entries.
	 * @param policy the policy
	 * @param property the property
	 * @return the terms, by entry; entries without any are not there
	 */
	public static Map<String, GrantTerms> of(CorsPolicy policy, PolicyProperty property) {
		return policy.terms.getOrDefault(property, Map.of());
	}

	/**
	 * Finds entries that are past their date, or will be soon.
	 * @param policies the policies
	 * @param today the date, in UTC
	 * @param failing whether a policy must not be used because one is past it
	 * @return a problem with the code {@code expired} for each
	 */
	public static List<Problem> check(Collection<CorsPolicy> policies, LocalDate today, boolean failing) {
		List<Problem> problems = new ArrayList<>();
		for (CorsPolicy policy : policies) {
			for (Map.Entry<PolicyProperty, Map<String, GrantTerms>> listed : policy.terms.entrySet()) {
				PolicyProperty property = listed.getKey();
				List<String> values = property.format(policy.get(property));
				listed.getValue().forEach((entry, terms) -> {
					if (terms.isDue(today)) {
						String place = property.key() + "[" + values.indexOf(entry) + "]";
						problems.add(new Problem(ProblemCode.EXPIRED, policy.name(), place, entry,
								terms.sentence(today), List.of(),
								(failing && terms.isExpired(today)) ? Severity.ERROR : Severity.WARNING));
					}
				});
			}
		}
		return problems;
	}

	/**
	 * Return the terms as they are written beside an entry.
	 * @return {@code until}, {@code owner} and {@code reason}, without what is empty
	 */
	public Map<String, String> texts() {
		Map<String, String> texts = new LinkedHashMap<>();
		texts.put("until", (this.until != null) ? this.until.toString() : "");
		texts.put("owner", this.owner);
		texts.put("reason", this.reason);
		texts.values().removeIf(String::isEmpty);
		return texts;
	}

	/**
	 * Reads terms as they are written beside an entry.
	 * @param texts {@code until}, {@code owner} and {@code reason}, or some of them
	 * @return the terms, without a last day if the text is no date
	 */
	public static GrantTerms parse(Map<String, String> texts) {
		LocalDate until = null;
		try {
			until = texts.containsKey("until") ? LocalDate.parse(texts.getOrDefault("until", "")) : null;
		}
		catch (DateTimeParseException ex) {
			// The code that reads the configuration has reported it.
		}
		return new GrantTerms(until, texts.getOrDefault("owner", ""), texts.getOrDefault("reason", ""));
	}

	/**
	 * Return whether the last day is over.
	 * @param today the date, in UTC
	 * @return whether today is later
	 */
	public boolean isExpired(LocalDate today) {
		return this.until != null && today.isAfter(this.until);
	}

	private boolean isDue(LocalDate today) {
		return this.until != null && today.isAfter(this.until.minusDays(NOTICE_DAYS + 1));
	}

	private String sentence(LocalDate today) {
		String why = Stream.of(this.owner.isEmpty() ? "" : "owner: " + this.owner, this.reason)
			.filter((text) -> !text.isEmpty())
			.collect(Collectors.joining("; "));
		return (isExpired(today) ? "It was meant for the time until " : "It expires on ") + this.until
				+ (why.isEmpty() ? "" : " (" + why + ")") + (isExpired(today)
						? ", and still holds. Delete it, or set another date." : ". Nothing changes by itself then.");
	}

	/** Return the terms of what is there: an entry takes its terms with it. */
	static Map<PolicyProperty, Map<String, GrantTerms>> ofListed(Map<PolicyProperty, Map<String, GrantTerms>> all,
			Map<PolicyProperty, Object> values) {
		Map<PolicyProperty, Map<String, GrantTerms>> listed = new EnumMap<>(PolicyProperty.class);
		all.forEach((property, entries) -> {
			Map<String, GrantTerms> kept = new LinkedHashMap<>(entries);
			kept.keySet().retainAll(new HashSet<>((Collection<?>) values.getOrDefault(property, List.of())));
			if (!kept.isEmpty()) {
				listed.put(property, Collections.unmodifiableMap(kept));
			}
		});
		return listed;
	}

}
