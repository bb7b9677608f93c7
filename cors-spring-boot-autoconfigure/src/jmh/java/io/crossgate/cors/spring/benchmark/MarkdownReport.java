package io.crossgate.cors.spring.benchmark;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.crossgate.cors.spring.benchmark.Figures.Figure;

/** The figures as tables. */
final class MarkdownReport {

	private static final String NONE = "–";

	private static final List<String> GROUPS = List.of("S[1-9](\\.first)?", "S10.", "S11\\.hit\\..*",
			"S11\\.miss\\..*", "S12\\.hit\\..*", "S12\\.miss\\..*", "S13\\.hit\\..*", "S13\\.miss\\..*");

	private final Figures figures;

	private final StringBuilder text = new StringBuilder();

	MarkdownReport(Figures figures) {
		this.figures = figures;
	}

	String text() {
		this.text.append("# What CORS costs a request\n\n");
		this.text.append("Java %s, %s, %s. CPU time of the thread, medians.%n".formatted(Runtime.version().feature(),
				System.getProperty("java.vm.name"), this.figures.effort()));
		this.text.append("Net: beyond the filter of the same kind that does nothing.\n");
		summaries();
		tables("CPU time, net ns", (peer, scenario) -> net(peer, scenario, Figure::cpu));
		tables("CPU time, gross ns", (peer, scenario) -> gross(peer, scenario, Figure::cpu));
		tables("Wall time, gross ns", (peer, scenario) -> gross(peer, scenario, Figure::wall));
		tables("Allocation, net bytes", (peer, scenario) -> net(peer, scenario, Figure::bytes));
		deviations();
		return this.text.toString();
	}

	private void summaries() {
		this.figures.peers()
			.stream()
			.filter((peer) -> peer.name().startsWith("crossgate-"))
			.forEach((peer) -> summary(peer, this.figures.peers()));
	}

	private void summary(Peer peer, List<Peer> peers) {
		heading(peer.name());
		header(Stream.of("scenario", "net ns", "× floor", "× Spring", "× best peer", "best peer", "net bytes"));
		for (String scenario : this.figures.scenarios()) {
			OptionalDouble net = net(peer, scenario, Figure::cpu);
			if (net.isPresent()) {
				Optional<Peer> best = peers.stream()
					.filter((candidate) -> isRival(candidate, peer) && net(candidate, scenario, Figure::cpu).isPresent())
					.min(Comparator.comparingDouble(
							(candidate) -> net(candidate, scenario, Figure::cpu).orElse(Double.MAX_VALUE)));
				row(Stream.of(scenario, number(net), ratio(net, peer, "floor-", scenario),
						ratio(net, peer, "spring-", scenario),
						best.map((rival) -> ratio(net, net(rival, scenario, Figure::cpu))).orElse(NONE),
						best.map(Peer::name).orElse(NONE), number(net(peer, scenario, Figure::bytes))));
			}
		}
	}

	/** Jetty's handler competes with servlet filters, since it can stand before them. */
	private static boolean isRival(Peer candidate, Peer peer) {
		boolean sameKind = candidate.kind().equals(peer.kind())
				|| (peer.kind().equals("servlet") && candidate.kind().equals("jetty"));
		return sameKind && !candidate.name().matches("(noop|floor|crossgate)-.*");
	}

	private String ratio(OptionalDouble net, Peer peer, String role, String scenario) {
		return this.figures.peers()
			.stream()
			.filter((candidate) -> candidate.name().equals(role + peer.kind()))
			.map((candidate) -> ratio(net, net(candidate, scenario, Figure::cpu)))
			.findFirst()
			.orElse(NONE);
	}

	private static String ratio(OptionalDouble net, OptionalDouble other) {
		// Less than a nanosecond is noise.
		return (net.isPresent() && other.isPresent() && other.getAsDouble() >= 1)
				? "%.3f".formatted(net.getAsDouble() / other.getAsDouble()) : NONE;
	}

	private void tables(String title, BiFunction<Peer, String, OptionalDouble> value) {
		heading(title);
		for (String group : GROUPS) {
			List<String> scenarios = this.figures.scenarios()
				.stream()
				.filter((scenario) -> scenario.matches(group))
				.toList();
			List<Peer> peers = this.figures.peers()
				.stream()
				.filter((peer) -> scenarios.stream().anyMatch((scenario) -> value.apply(peer, scenario).isPresent()))
				.toList();
			if (!peers.isEmpty()) {
				header(Stream.concat(Stream.of(""), scenarios.stream()));
				peers.forEach((peer) -> row(Stream.concat(Stream.of(peer.name()),
						scenarios.stream().map((scenario) -> number(value.apply(peer, scenario))))));
				this.text.append('\n');
			}
		}
	}

	private void deviations() {
		heading("Known deviations");
		for (Deviation deviation : Deviation.KNOWN) {
			this.text.append("- `%s` in `%s`: %s%n".formatted(deviation.peer(), deviation.scenario(), deviation.why()));
		}
	}

	private OptionalDouble net(Peer peer, String scenario, ToDoubleFunction<Figure> quantity) {
		return this.figures.net(peer, scenario, quantity);
	}

	private OptionalDouble gross(Peer peer, String scenario, ToDoubleFunction<Figure> quantity) {
		return this.figures.gross(peer.name(), scenario, quantity);
	}

	private void heading(String title) {
		this.text.append("\n## ").append(title).append("\n\n");
	}

	private void header(Stream<String> cells) {
		List<String> names = cells.toList();
		row(names.stream());
		row(names.stream().map((name) -> name.equals(names.get(0)) ? "---" : "---:"));
	}

	private void row(Stream<String> cells) {
		this.text.append(cells.collect(Collectors.joining(" | ", "| ", " |\n")));
	}

	private static String number(OptionalDouble value) {
		if (value.isEmpty()) {
			return NONE;
		}
		double number = value.getAsDouble();
		return String.format(Locale.ROOT, (number < 100) ? "%.1f" : "%,.0f", number);
	}

}
