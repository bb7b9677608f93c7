package io.crossgate.cors.spring.takeover;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.web.cors.CorsConfiguration;

import io.crossgate.cors.path.PathPattern;
import io.crossgate.cors.spring.conflict.content.OtherCors;
import io.crossgate.cors.spring.conflict.content.OtherCors.Rule;
import io.crossgate.cors.spring.conflict.content.OtherCors.Stage;
import io.crossgate.cors.spring.takeover.Note.About;

/**
 * What decides today, in the order in which requests meet it: filters, chains of Spring
 * Security, handlers, and what stands in front of the handlers.
 */
final class Decisions {

	private static final Note ASKED = Note.same(About.ORIGIN,
			"this is code, which was asked with requests that no one has sent and said the same to all: see whether it "
					+ "always does");

	private static final String ROUTES = "functional routes";

	private static final String EVERY_PATH = "/**";

	private final List<Decision> inOrder = new ArrayList<>();

	/** What can't be taken over, and why. */
	private final List<String> left = new ArrayList<>();

	/** Who ends preflights, so that who is asked later never sees them. */
	private final List<Ending> ending = new ArrayList<>();

	Decisions(List<OtherCors> speakers) {
		speakers.forEach(
				(speaker) -> speaker.content().unread().forEach((why) -> this.left.add(author(speaker) + ": " + why)));
		of(speakers, Stage.FILTER).forEach((filter) -> addFilter(filter, paths(filter), List.of()));
		addChains(speakers);
		addBehindSecurity(speakers);
		of(speakers, Stage.NOWHERE).forEach((speaker) -> {
			if (!speaker.rules().isEmpty()) {
				this.left.add(speaker.kind() + " " + speaker.where()
						+ ": nothing uses it, as far as can be seen; it decides nothing today.");
			}
		});
	}

	/** What stands behind something else is found without what stands before it. */
	private Decisions() {
	}

	private static List<OtherCors> of(List<OtherCors> speakers, Stage stage) {
		return speakers.stream().filter((speaker) -> speaker.stage() == stage).toList();
	}

	/** Return the paths a speaker is there for; none if no patterns can say them. */
	private static List<PathPattern> paths(OtherCors speaker) {
		List<String> within = speaker.content().within();
		List<PathPattern> paths = (within.isEmpty() ? List.of(EVERY_PATH) : within).stream()
			.flatMap((pattern) -> SpringPaths.exact(pattern).stream())
			.toList();
		return (paths.size() < within.size()) ? List.of() : paths;
	}

	/**
	 * The first chain whose paths these are is the only one that is asked, whether it
	 * says something or not: behind it come filters and handlers, and no other chain.
	 */
	private void addChains(List<OtherCors> speakers) {
		List<OtherCors> chains = of(speakers, Stage.SECURITY);
		List<Ending> sometimes = new ArrayList<>();
		for (int i = 0; i < chains.size(); i++) {
			OtherCors chain = chains.get(i);
			List<PathPattern> paths = paths(chain);
			addFilter(chain, paths, sometimes);
			if (chain.content().conditional() || paths.isEmpty()) {
				sometimes.add(Ending.ofSomeRequests(author(chain), paths));
			}
			else if (chains.subList(i + 1, chains.size()).stream().anyMatch((later) -> !later.rules().isEmpty())) {
				addBehind(chain, paths, speakers);
			}
		}
	}

	/** Adds what decides behind a chain, for its paths alone. */
	private void addBehind(OtherCors chain, List<PathPattern> paths, List<OtherCors> speakers) {
		Decisions behind = new Decisions();
		behind.ending.addAll(this.ending);
		behind.addBehindSecurity(speakers);
		for (Decision decision : behind.inOrder) {
			parts(decision.path(), paths).forEach((part) -> this.inOrder.add(decision.at(part)));
		}
		paths.forEach((path) -> this.inOrder.add(new Decision(path, null, List.of(author(chain)), List.of())));
	}

	private void addBehindSecurity(List<OtherCors> speakers) {
		of(speakers, Stage.FILTER_BEHIND_SECURITY).forEach((filter) -> addFilter(filter, paths(filter), List.of()));
		addHandlers(speakers);
	}

	private void addFilter(OtherCors filter, List<PathPattern> within, List<Ending> sometimes) {
		boolean unread = !filter.content().unread().isEmpty();
		if (!unread && filter.rules().isEmpty()) {
			return;
		}
		if (within.isEmpty()) {
			this.left.add(author(filter) + ": it is registered for " + filter.content().within()
					+ ", which no pattern of a policy can say.");
			return;
		}
		List<Ending> ending = new ArrayList<>(sometimes);
		ending.addAll(this.ending);
		List<Note> notes = filter.content().asked() ? List.of(ASKED) : List.of();
		for (Rule rule : filter.rules()) {
			PathPattern path = SpringPaths.exact(rule.path()).orElse(null);
			if (path == null) {
				this.left.add(author(filter) + ": no pattern of a policy says " + rule.path()
						+ ". Keep it for these paths, or list them one by one.");
				ending.addAll(Ending.unwritable(author(filter), rule.path()));
				continue;
			}
			for (PathPattern part : parts(path, within)) {
				add(new Decision(part, rule.configuration(), List.of(author(filter)), notes), ending);
			}
		}
		this.ending.add(unread ? Ending.unread(author(filter), within) : Ending.ofPreflights(author(filter), within));
	}

	private void add(Decision decision, List<Ending> ending) {
		Decision noted = decision;
		for (Ending end : (decision.configuration() != null) ? ending : List.<Ending>of()) {
			if (end.isBefore(decision.path()) && noted.notes().stream().noneMatch((note) -> note.isLike(end.note()))) {
				noted = noted.with(end.note());
			}
		}
		this.inOrder.add(noted);
	}

	private static List<PathPattern> parts(PathPattern path, List<PathPattern> within) {
		List<PathPattern> parts = new ArrayList<>();
		for (PathPattern limit : within) {
			Optional.ofNullable(path.intersection(limit)).ifPresent(parts::add);
		}
		return parts;
	}

	private static String author(OtherCors speaker) {
		return (speaker.kind() + " " + speaker.where()).strip();
	}

	private void addHandlers(List<OtherCors> speakers) {
		Map<String, Decision> inFront = new LinkedHashMap<>();
		List<Ending> unwritable = new ArrayList<>();
		for (OtherCors speaker : of(speakers, Stage.MAPPING)) {
			speaker.content()
				.unread()
				.forEach((why) -> unwritable.addAll(Ending.unknown(author(speaker), why, speaker.content().within())));
			for (Rule rule : speaker.rules()) {
				PathPattern path = SpringPaths.exact(rule.path()).orElse(null);
				if (rule.configuration() == null) {
					unwritable.addAll(Ending.unknown(author(speaker), "past what is said in front of other handlers",
							List.of(rule.path())));
				}
				else if (path == null) {
					this.left.add(author(speaker) + ": no pattern of a policy says " + rule.path()
							+ ". Keep it for these paths, or list them one by one.");
					unwritable.addAll(Ending.unwritable(author(speaker), rule.path()));
				}
				else {
					// The last one of a path counts, in the place of the first.
					inFront.put(path.canonical(),
							new Decision(path, rule.configuration(), List.of(author(speaker)), List.of()));
				}
			}
		}
		Function<PathPattern, @Nullable CorsConfiguration> first = (path) -> inFront.values()
			.stream()
			.filter((decision) -> SpringPaths.contains(decision.path(), path))
			.map(Decision::configuration)
			.findFirst()
			.orElse(null);
		List<Rule> handled = of(speakers, Stage.HANDLER).stream().flatMap((each) -> each.rules().stream()).toList();
		List<Rule> routes = of(speakers, Stage.HANDLER).stream()
			.filter((each) -> each.kind().equals(ROUTES))
			.flatMap((each) -> each.rules().stream())
			.toList();
		Handlers handlers = new Handlers(handled, routes, first);
		List<Decision> decisions = new ArrayList<>();
		for (OtherCors servlet : of(speakers, Stage.SERVLET)) {
			for (Rule rule : servlet.rules()) {
				SpringPaths.exact(rule.path())
					.ifPresent((path) -> decisions.add(new Decision(path, null, List.of(author(servlet)), List.of())));
			}
		}
		decisions.addAll(handlers.decisions());
		decisions.addAll(inFront.values());
		handlers.unwritable()
			.forEach((path) -> this.left.add("@CrossOrigin: no pattern of a policy says " + path + "; keep it there."));
		unwritable.addAll(this.ending);
		decisions.forEach((decision) -> add(decision, unwritable));
	}

	List<Decision> inOrder() {
		return List.copyOf(this.inOrder);
	}

	List<String> left() {
		return List.copyOf(this.left);
	}

	/**
	 * Who is asked before, so that what is asked later does not say everything.
	 *
	 * @param note what a policy does otherwise
	 * @param within the paths it is there for; none if they can't be told
	 */
	private record Ending(Note note, List<PathPattern> within) {

		static Ending ofPreflights(String author, List<PathPattern> within) {
			return new Ending(Note.wider(About.PREFLIGHT,
					"preflights are answered, which " + author + " ends today without headers"), within);
		}

		static Ending unread(String author, List<PathPattern> within) {
			return new Ending(
					Note.wider(About.PATH, author
							+ " is asked before today, and what it says could not be read: this may let in more"),
					within);
		}

		static Ending ofSomeRequests(String author, List<PathPattern> within) {
			return new Ending(Note.wider(About.PATH, author
					+ " is asked instead today, for some requests whose matcher no policy can have: this may let in more"),
					within);
		}

		static List<Ending> unwritable(String author, String path) {
			List<PathPattern> within = List.of(SpringPaths.atLeast(path));
			String what = author + " is asked instead today for " + path
					+ ", which no pattern of a policy says: there this may let in ";
			return List.of(new Ending(Note.wider(About.PATH, what + "more"), within),
					new Ending(Note.narrower(About.ORIGIN, what + "less"), within));
		}

		/** It answers for its paths in place of whatever else is known to. */
		static List<Ending> unknown(String author, String why, List<String> paths) {
			List<PathPattern> within = paths.stream().map(SpringPaths::atLeast).toList();
			String what = "where " + author + " is asked today, " + why + ": there this may let in ";
			return List.of(new Ending(Note.wider(About.PATH, what + "more"), within),
					new Ending(Note.narrower(About.PATH, what + "less"), within));
		}

		boolean isBefore(PathPattern path) {
			return this.within.isEmpty() || this.within.stream().anyMatch((limit) -> limit.intersection(path) != null);
		}

	}

}
