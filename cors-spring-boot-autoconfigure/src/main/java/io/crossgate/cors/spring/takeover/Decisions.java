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

	private final List<Decision> inOrder = new ArrayList<>();

	/** What can't be taken over, and why. */
	private final List<String> left = new ArrayList<>();

	/** Who ends preflights, so that who is asked later never sees them. */
	private final List<Ending> ending = new ArrayList<>();

	Decisions(List<OtherCors> speakers) {
		speakers.forEach(
				(speaker) -> speaker.content().unread().forEach((why) -> this.left.add(author(speaker) + ": " + why)));
		of(speakers, Stage.FILTER).forEach(this::addFilter);
		of(speakers, Stage.SECURITY).forEach(this::addFilter);
		addHandlers(speakers);
		of(speakers, Stage.NOWHERE).forEach((speaker) -> {
			if (!speaker.rules().isEmpty()) {
				this.left.add(speaker.kind() + " " + speaker.where()
						+ ": nothing uses it, as far as can be seen; it decides nothing today.");
			}
		});
	}

	private static List<OtherCors> of(List<OtherCors> speakers, Stage stage) {
		return speakers.stream().filter((speaker) -> speaker.stage() == stage).toList();
	}

	private void addFilter(OtherCors filter) {
		List<PathPattern> within = filter.content()
			.within()
			.stream()
			.flatMap((pattern) -> SpringPaths.exact(pattern).stream())
			.toList();
		if (within.size() < filter.content().within().size()) {
			this.left.add(author(filter) + ": it is registered for " + filter.content().within()
					+ ", which no pattern of a policy can say.");
			return;
		}
		List<Ending> ending = List.copyOf(this.ending);
		List<Note> notes = filter.content().asked() ? List.of(ASKED) : List.of();
		for (Rule rule : filter.rules()) {
			PathPattern path = SpringPaths.exact(rule.path()).orElse(null);
			if (path == null) {
				this.left.add(author(filter) + ": no pattern of a policy says " + rule.path()
						+ ". Keep it for these paths, or list them one by one.");
				continue;
			}
			for (PathPattern part : parts(path, within)) {
				add(new Decision(part, rule.configuration(), List.of(author(filter)), notes), ending);
			}
		}
		boolean unread = !filter.content().unread().isEmpty();
		if (unread || !filter.rules().isEmpty()) {
			this.ending.add(new Ending(author(filter), unread, within));
		}
	}

	private void add(Decision decision, List<Ending> ending) {
		Decision noted = decision;
		for (Ending end : (decision.configuration() != null) ? ending : List.<Ending>of()) {
			if (end.isBefore(decision.path())
					&& noted.notes().stream().noneMatch((note) -> note.about() == About.PREFLIGHT)) {
				noted = noted.with(Note.wider(About.PREFLIGHT, end.what()));
			}
		}
		this.inOrder.add(noted);
	}

	private static List<PathPattern> parts(PathPattern path, List<PathPattern> within) {
		if (within.isEmpty()) {
			return List.of(path);
		}
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
		for (OtherCors speaker : of(speakers, Stage.MAPPING)) {
			for (Rule rule : speaker.rules()) {
				PathPattern path = SpringPaths.exact(rule.path()).orElse(null);
				if (path == null) {
					this.left.add(author(speaker) + ": no pattern of a policy says " + rule.path()
							+ ". Keep it for these paths, or list them one by one.");
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
		Handlers handlers = new Handlers(handled, first);
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
		decisions.forEach((decision) -> add(decision, this.ending));
	}

	List<Decision> inOrder() {
		return List.copyOf(this.inOrder);
	}

	List<String> left() {
		return List.copyOf(this.left);
	}

	/**
	 * A filter that ends preflights, whether it has something to say or not.
	 *
	 * @param author where it is written
	 * @param unread whether it says more than could be read
	 * @param within the paths it is there for; none for every path
	 */
	private record Ending(String author, boolean unread, List<PathPattern> within) {

		String what() {
			return this.unread
					? this.author + " is asked before today, and what it says could not be read: this may let in more"
					: "preflights are answered, which " + this.author + " ends today without headers";
		}

		boolean isBefore(PathPattern path) {
			return this.within.isEmpty() || this.within.stream().anyMatch((limit) -> limit.intersection(path) != null);
		}

	}

}
