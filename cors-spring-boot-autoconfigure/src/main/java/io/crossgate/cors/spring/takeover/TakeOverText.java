package io.crossgate.cors.spring.takeover;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.util.StringUtils;

import io.crossgate.cors.policy.format.PolicySection;
import io.crossgate.cors.policy.format.PolicyYamlWriter;
import io.crossgate.cors.spring.conflict.content.OtherCors;
import io.crossgate.cors.spring.conflict.content.OtherCors.Stage;
import io.crossgate.cors.spring.takeover.TakeOver.Taken;
import io.crossgate.cors.util.SafeText;

/**
 * Writes what is taken over as YAML, in which everything else is a comment.
 */
final class TakeOverText {

	/** What holds for every policy and is said once. */
	private static final List<String> EVERYWHERE = List.of(
			"the filter stands before Spring Security, so that 401, 403, 404 and 405 have the headers, too, and",
			"preflights are answered where Security would ask for credentials;",
			"an OPTIONS request that is no preflight is judged by its origin alone;",
			"an Origin that no browser sends (a slash at its end, upper case, a default port) is refused;",
			"management endpoints keep Boot's own management.endpoints.web.cors.*.");

	private static final int MAX_LINE = 1024;

	private TakeOverText() {
	}

	static String of(TakeOver takeOver) {
		List<String> lines = new ArrayList<>();
		if (takeOver.taken().isEmpty()) {
			lines.add("# There is no other CORS code to take over.");
		}
		else {
			lines.add("# What decides about CORS today, as policies. Of all of them:");
			EVERYWHERE.forEach((line) -> lines.add("#   " + line));
			lines.add(yaml(takeOver));
			lines.add("# With it, delete:");
			deletions(takeOver).forEach((deletion) -> lines.add("#   " + deletion));
		}
		if (!takeOver.left().isEmpty()) {
			lines.add("# Not taken over:");
			takeOver.left().forEach((left) -> lines.add("#   " + SafeText.of(left, MAX_LINE)));
		}
		List<String> staying = staying(takeOver.speakers());
		if (!staying.isEmpty()) {
			lines.add("# Staying as it is, because no policy speaks for it:");
			staying.forEach((line) -> lines.add("#   " + SafeText.of(line, MAX_LINE)));
		}
		return String.join("\n", lines);
	}

	private static String yaml(TakeOver takeOver) {
		PolicyYamlWriter yaml = new PolicyYamlWriter();
		for (Taken taken : takeOver.taken()) {
			String name = taken.policy().name();
			if (!taken.authors().isEmpty()) {
				yaml.comment(name, "from " + shortened(taken.authors()));
			}
			for (Note note : taken.notes()) {
				// The writer cuts what is longer than any value.
				wrapped(SafeText.of(note.toString(), MAX_LINE)).forEach((line) -> yaml.comment(name, line));
			}
			yaml.section(PolicySection.of(taken.policy()));
		}
		return yaml.toString();
	}

	private static List<String> wrapped(String text) {
		List<String> lines = new ArrayList<>();
		StringBuilder line = new StringBuilder();
		for (String word : StringUtils.tokenizeToStringArray(text, " ")) {
			if (!line.isEmpty() && line.length() + word.length() + 1 > SafeText.MAX_LENGTH) {
				lines.add(line.toString());
				line.setLength(0);
				line.append(' ');
			}
			line.append((line.isEmpty() || line.toString().isBlank()) ? "" : " ").append(word);
		}
		lines.add(line.toString());
		return lines;
	}

	private static String shortened(List<String> authors) {
		return (authors.size() <= 2) ? String.join(", ", authors)
				: authors.get(0) + " and " + (authors.size() - 1) + " more";
	}

	private static Set<String> deletions(TakeOver takeOver) {
		Set<String> deletions = new LinkedHashSet<>();
		// A chain is found both by what it asks and by where it stands.
		Set<String> unread = takeOver.speakers()
			.stream()
			.filter((speaker) -> !speaker.content().unread().isEmpty())
			.map(TakeOverText::author)
			.collect(Collectors.toSet());
		for (OtherCors speaker : takeOver.speakers()) {
			boolean stays = speaker.stage() == Stage.HANDSHAKE || speaker.stage() == Stage.MANAGEMENT
					|| speaker.stage() == Stage.SERVLET || speaker.where().isEmpty()
					|| (speaker.stage() == Stage.MAPPING
							&& speaker.rules().stream().allMatch((rule) -> rule.configuration() == null))
					|| (speaker.stage() == Stage.SECURITY && speaker.rules().isEmpty());
			if (!stays && !unread.contains(author(speaker))) {
				deletions.add(author(speaker) + kept(takeOver, speaker));
			}
		}
		return deletions;
	}

	private static String author(OtherCors speaker) {
		return speaker.kind() + " " + speaker.where();
	}

	private static String kept(TakeOver takeOver, OtherCors speaker) {
		return takeOver.left().stream().anyMatch((left) -> left.contains("Keep it") && left.startsWith(author(speaker)))
				? " (but for what is not taken over)" : "";
	}

	private static List<String> staying(List<OtherCors> speakers) {
		List<String> staying = new ArrayList<>();
		for (OtherCors speaker : speakers) {
			if (speaker.stage() == Stage.MANAGEMENT) {
				staying.add(speaker.where() + ": in charge of the management endpoints");
			}
			else if (speaker.stage() == Stage.HANDSHAKE) {
				staying.add(speaker.kind() + " " + speaker.where()
						+ ": the endpoint's own check, which comes after the policies");
			}
		}
		return staying;
	}

}
