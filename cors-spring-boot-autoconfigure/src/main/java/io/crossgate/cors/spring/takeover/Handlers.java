package io.crossgate.cors.spring.takeover;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

import io.crossgate.cors.path.PathPattern;
import io.crossgate.cors.spring.conflict.content.OtherCors.Rule;
import io.crossgate.cors.spring.takeover.Note.About;

/**
 * What annotations at handlers decide, together with what is said for their paths in
 * front of them. A policy has one rule for a path, where handlers may have one for each
 * method: the rule that covers most methods is taken, and the others are named.
 */
final class Handlers {

	private final Function<PathPattern, @Nullable CorsConfiguration> inFront;

	private final Map<String, List<Rule>> byPath = new LinkedHashMap<>();

	private final List<String> unwritable = new ArrayList<>();

	/** What is asked before all others, however wide its path is. */
	private final List<Rule> routes;

	Handlers(List<Rule> rules, List<Rule> routes, Function<PathPattern, @Nullable CorsConfiguration> inFront) {
		this.routes = List.copyOf(routes);
		this.inFront = inFront;
		rules.stream()
			.sorted(Comparator.comparing((rule) -> parsed(rule.path())))
			.forEach((rule) -> this.byPath.computeIfAbsent(same(rule.path()), (path) -> new ArrayList<>()).add(rule));
	}

	/** What the parser refuses is for a matcher of another kind, and for no policy. */
	private static org.springframework.web.util.pattern.PathPattern parsed(String written) {
		try {
			return PathPatternParser.defaultInstance.parse(written);
		}
		catch (PatternParseException ex) {
			return PathPatternParser.defaultInstance.parse("/**");
		}
	}

	/** Whatever a variable is called, a policy has one rule for its paths. */
	private static String same(String written) {
		return SpringPaths.ofHandler(written).map(PathPattern::canonical).orElse(written);
	}

	/** Return the decisions, those of the most specific paths at the front. */
	List<Decision> decisions() {
		List<Decision> decisions = new ArrayList<>();
		List<PathPattern> annotated = new ArrayList<>();
		List<Rule> odd = this.byPath.values()
			.stream()
			.flatMap(List::stream)
			.filter((rule) -> SpringPaths.ofHandler(rule.path()).isEmpty())
			.toList();
		this.byPath.values().forEach((rules) -> {
			if (rules.stream().anyMatch((rule) -> rule.configuration() != null)) {
				SpringPaths.ofHandler(rules.get(0).path()).ifPresent(annotated::add);
			}
		});
		this.byPath.values().forEach((rules) -> {
			String written = rules.get(0).path();
			boolean bare = rules.stream().allMatch((rule) -> rule.configuration() == null);
			PathPattern path = SpringPaths.ofHandler(written).orElse(null);
			if (path == null) {
				if (!bare) {
					this.unwritable.add(written + " (" + rules.get(0).where() + ")");
				}
			}
			else if (!bare) {
				decisions.add(beside(odd, decision(path, withRoutes(path, rules))));
			}
			else if (annotated.stream().anyMatch((other) -> path.intersection(other) != null)) {
				decisions.add(new Decision(path, this.inFront.apply(path), List.of(), otherMethods(path, rules)));
			}
		});
		return decisions;
	}

	/** Return the rules of a path and those of routes that take its requests first. */
	private List<Rule> withRoutes(PathPattern path, List<Rule> rules) {
		List<Rule> asked = new ArrayList<>(rules);
		this.routes.stream()
			.filter((route) -> !rules.contains(route) && SpringPaths.atLeast(route.path()).intersection(path) != null
					&& !SpringPaths.contains(path, SpringPaths.atLeast(route.path())))
			.forEach(asked::add);
		return asked;
	}

	/** Names what handlers of a wider path answer today where a narrower one has none. */
	private List<Note> otherMethods(PathPattern path, List<Rule> rules) {
		return others(path, rules).filter((other) -> other.configuration() != null)
			.map((other) -> answering(other, path))
			.findFirst()
			.map((what) -> List.of(Note.wider(About.PATH, what + "those that it refuses are answered without headers"),
					Note.narrower(About.ORIGIN, what + "those that it allows get no headers")))
			.orElse(List.of());
	}

	private static String answering(Rule other, PathPattern path) {
		return named(other.methods()) + other.where() + " answers calls of " + path.text()
				+ " today that no handler of that path takes: ";
	}

	/**
	 * Return handlers of other paths that take what those of a path have no method for,
	 * or do not take in every case.
	 */
	private Stream<Rule> others(PathPattern path, List<Rule> rules) {
		List<Rule> always = rules.stream().filter((rule) -> !rule.conditional()).toList();
		Set<String> mapped = new LinkedHashSet<>();
		always.forEach((rule) -> mapped.addAll(rule.methods()));
		if (always.stream().anyMatch((rule) -> rule.methods().isEmpty())) {
			return Stream.empty();
		}
		return this.byPath.values()
			.stream()
			.flatMap(List::stream)
			.filter((other) -> other.methods().isEmpty() || !mapped.containsAll(other.methods()))
			.filter((other) -> !rules.contains(other))
			.filter((other) -> SpringPaths.atLeast(other.path()).intersection(path) != null);
	}

	/** Names a handler of a wider path that takes some calls of a path today. */
	private static Stream<Note> leftTo(Rule other, boolean same, PathPattern path, List<Rule> taken) {
		boolean granted = taken.stream()
			.anyMatch((rule) -> rule.conditional() && (rule.methods().isEmpty() || other.methods().isEmpty()
					|| !Collections.disjoint(rule.methods(), other.methods())));
		String what = answering(other, path);
		if (!granted) {
			return Stream.of(Note.narrower(About.METHOD, what + "they are refused"));
		}
		return same ? Stream.empty() : Stream.of(Note.wider(About.PATH, what + "whoever is let in may read these, too"),
				Note.narrower(About.ORIGIN, what + "those of other origins are refused"));
	}

	/** Names handlers of paths that a policy covers and can't say. */
	private static Decision beside(List<Rule> odd, Decision decision) {
		Decision noted = decision;
		for (Rule rule : decision.path().text().matches("[^*{]*") ? List.<Rule>of() : odd) {
			if (SpringPaths.atLeast(rule.path()).intersection(decision.path()) != null) {
				String what = named(rule.methods()) + rule.where() + " has " + rule.path()
						+ ", which no pattern of a policy says: there this may let in ";
				noted = noted.with(Note.wider(About.PATH, what + "more"))
					.with(Note.narrower(About.ORIGIN, what + "less"));
			}
		}
		return noted;
	}

	/** Return the patterns of handlers that no policy can have. */
	List<String> unwritable() {
		return this.unwritable;
	}

	private Decision decision(PathPattern path, List<Rule> rules) {
		CorsConfiguration inFront = this.inFront.apply(path);
		Map<List<?>, Set<String>> methods = new LinkedHashMap<>();
		Map<List<?>, CorsConfiguration> configurations = new LinkedHashMap<>();
		for (Rule rule : rules) {
			CorsConfiguration configuration = effective(inFront, rule.configuration());
			if (configuration != null) {
				List<?> shape = Decision.shape(configuration);
				configurations.putIfAbsent(shape, configuration);
				methods.computeIfAbsent(shape, (key) -> new LinkedHashSet<>()).addAll(granted(configuration, rule));
			}
		}
		List<?> chosen = methods.entrySet()
			.stream()
			.max(Comparator.comparingInt((entry) -> entry.getValue().size()))
			.orElseThrow()
			.getKey();
		Set<String> granted = new LinkedHashSet<>(methods.getOrDefault(chosen, Set.of()));
		List<Rule> taken = rules.stream()
			.filter((rule) -> isOf(chosen, effective(inFront, rule.configuration())))
			.toList();
		Set<String> mapped = taken.stream()
			.flatMap((rule) -> rule.methods().stream())
			.collect(Collectors.toCollection(LinkedHashSet::new));
		List<String> authors = new ArrayList<>();
		List<Note> notes = new ArrayList<>();
		for (Rule rule : rules) {
			CorsConfiguration own = effective(inFront, rule.configuration());
			String said = named(rule.methods()) + rule.where();
			if (!isOf(chosen, own)) {
				// Spring asks the one that names the method before one that takes all.
				List<String> others = rule.methods().stream().filter((method) -> !mapped.contains(method)).toList();
				granted.removeAll(others);
				if (others.contains("GET") && !mapped.contains("HEAD")) {
					granted.remove("HEAD");
				}
				// One of all methods may be a route, or be asked first for its
				// parameters.
				boolean every = rule.methods().isEmpty()
						|| (!others.isEmpty() && granted.contains(CorsConfiguration.ALL));
				if (every || rule.methods().stream().anyMatch(mapped::contains)) {
					notes.add(Note.wider(About.PATH, "whoever is let in may read answers of " + said
							+ ", too, which no policy tells from the handlers named above"));
				}
			}
			if (own == null) {
				notes.add(Note.narrower(About.METHOD,
						said + " says nothing: requests of other origins ran there without headers, and are refused"));
			}
			else if (isOf(chosen, own)) {
				authors.add("@CrossOrigin " + rule.where());
			}
			else {
				notes.add(Note.narrower(About.METHOD, said
						+ " says something else for the same path, and a policy has one rule for a path: it is left out"));
			}
		}
		if (rules.stream().anyMatch((rule) -> rule.configuration() != null && SpringPaths.isLimited(rule.path()))) {
			notes.add(Note.wider(About.PATH, "a policy's segment can't be limited by an expression: every segment of "
					+ path.text() + " is covered, of which no others have handlers"));
		}
		others(path, rules).filter((other) -> !SpringPaths.contains(path, SpringPaths.atLeast(other.path())))
			.flatMap((other) -> leftTo(other, isOf(chosen, effective(inFront, other.configuration())), path, taken))
			.distinct()
			.forEach(notes::add);
		List<String> left = ungranted(inFront, granted);
		if (!left.isEmpty()) {
			notes.add(Note.narrower(About.METHOD, "preflights for " + String.join(", ", left)
					+ " are refused, which no annotated handler takes there"));
		}
		CorsConfiguration configuration = new CorsConfiguration(Objects.requireNonNull(configurations.get(chosen)));
		configuration.setAllowedMethods(List.copyOf(granted));
		return new Decision(path, granted.isEmpty() ? closed(notes) : configuration, authors, notes);
	}

	/** To Spring a list without methods is one with its defaults. */
	private static CorsConfiguration closed(List<Note> notes) {
		notes.add(Note.narrower(About.ORIGIN, "no method is left, so no origin is let in"));
		CorsConfiguration configuration = new CorsConfiguration();
		configuration.addAllowedOrigin(SpringOrigins.NO_ONE);
		return configuration;
	}

	private static boolean isOf(List<?> shape, @Nullable CorsConfiguration configuration) {
		return configuration != null && Decision.shape(configuration).equals(shape);
	}

	/** Return what a preflight is allowed in front of the handlers, mapped or not. */
	private static List<String> ungranted(@Nullable CorsConfiguration inFront, Set<String> granted) {
		if (inFront == null || granted.contains(CorsConfiguration.ALL)) {
			return List.of();
		}
		List<String> methods = inFront.getAllowedMethods();
		return ((methods != null) ? methods : List.of("GET", "HEAD")).stream()
			.map((method) -> method.equals(CorsConfiguration.ALL) ? "other methods" : method)
			.filter((method) -> !granted.contains(method))
			.toList();
	}

	private static String named(List<String> methods) {
		return methods.isEmpty() ? "" : String.join(", ", methods) + " of ";
	}

	private static @Nullable CorsConfiguration effective(@Nullable CorsConfiguration inFront,
			@Nullable CorsConfiguration own) {
		return (inFront != null) ? ((own != null) ? inFront.combine(own) : inFront) : own;
	}

	/** A preflight for a method that is mapped nowhere meets what is said in front. */
	private Set<String> granted(CorsConfiguration configuration, Rule rule) {
		List<String> declared = configuration.getAllowedMethods();
		List<String> allowed = (declared == null || declared.isEmpty()) ? List.of("GET", "HEAD") : declared;
		Set<String> mapped = new LinkedHashSet<>(rule.methods());
		if (mapped.isEmpty()) {
			return new LinkedHashSet<>(allowed);
		}
		if (mapped.contains("GET")) {
			mapped.add("HEAD");
		}
		if (!allowed.contains(CorsConfiguration.ALL)) {
			mapped.retainAll(allowed);
		}
		return mapped;
	}

}
