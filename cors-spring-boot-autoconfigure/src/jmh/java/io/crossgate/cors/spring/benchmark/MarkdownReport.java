package io.crossgate.cors.spring.benchmark;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import io.crossgate.cors.spring.benchmark.Figures.Figure;

/** The figures as tables. */
final class MarkdownReport {

	private static final String NONE = "–";

	private static final List<String> GROUPS = List.of("S[1-9](\\.first)?", "S10.", "S11\\.hit\\..*",
			"S11\\.miss\\..*", "S12\\.hit\\..*", "S12\\.miss\\..*", "S13\\.hit\\..*", "S13\\.miss\\..*");

	private final Figures figures;

	private final Markdown text = new Markdown();

	MarkdownReport(Figures figures) {
		this.figures = figures;
	}

	String text() {
		this.text.title("What CORS costs a request");
		this.text.line("Java %s, %s, %s. CPU time of the thread, medians.".formatted(Runtime.version().feature(),
				System.getProperty("java.vm.name"), this.figures.effort()));
		this.text.line("Net: beyond the filter of the same kind that does nothing.");
		summaries();
		tables("CPU time, net ns", (peer, scenario) -> net(peer, scenario, Figure::cpu));
		tables("CPU time, gross ns", (peer, scenario) -> gross(peer, scenario, Figure::cpu));
		tables("Wall time, gross ns", (peer, scenario) -> gross(peer, scenario, Figure::wall));
		tables("Allocation, net bytes", (peer, scenario) -> net(peer, scenario, Figure::bytes));
		deviations();
		return this.text.text();
	}

	private void summaries() {
		this.figures.peers()
			.stream()
			.filter((peer) -> peer.name().startsWith("crossgate-"))
			.forEach((peer) -> summary(peer, this.figures.peers()));
	}

	private void summary(Peer peer, List<Peer> peers) {
		this.text.heading(peer.name());
		this.text.header(Stream.of("scenario", "net ns", "× floor", "× Spring", "× best peer", "best peer", "net bytes"));
		for (String scenario : this.figures.scenarios()) {
			OptionalDouble net = net(peer, scenario, Figure::cpu);
			if (net.isPresent()) {
				Optional<Peer> best = peers.stream()
					.filter((candidate) -> isRival(candidate, peer) && net(candidate, scenario, Figure::cpu).isPresent())
					.min(Comparator.comparingDouble(
							(candidate) -> net(candidate, scenario, Figure::cpu).orElse(Double.MAX_VALUE)));
				this.text.row(Stream.of(scenario, number(net), ratio(net, peer, "floor-", scenario),
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
		this.text.heading(title);
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
				this.text.header(Stream.concat(Stream.of(""), scenarios.stream()));
				peers.forEach((peer) -> this.text.row(Stream.concat(Stream.of(peer.name()),
						scenarios.stream().map((scenario) -> number(value.apply(peer, scenario))))));
				this.text.end();
			}
		}
	}

	private void deviations() {
		this.text.heading("Known deviations");
		for (Deviation deviation : Deviation.KNOWN) {
			this.text
				.line("- `%s` in `%s`: %s".formatted(deviation.peer(), deviation.scenario(), deviation.why()));
		}
	}

	private OptionalDouble net(Peer peer, String scenario, ToDoubleFunction<Figure> quantity) {
		return this.figures.net(peer, scenario, quantity);
	}

	private OptionalDouble gross(Peer peer, String scenario, ToDoubleFunction<Figure> quantity) {
		return this.figures.gross(peer.name(), scenario, quantity);
	}

	private static String number(OptionalDouble value) {
		return value.isEmpty() ? NONE : Markdown.number(value.getAsDouble());
	}

}
