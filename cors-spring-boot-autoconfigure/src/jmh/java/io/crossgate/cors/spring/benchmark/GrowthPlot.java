package io.crossgate.cors.spring.benchmark;

import java.util.List;
import java.util.OptionalDouble;

import io.crossgate.cors.spring.benchmark.Figures.Figure;

/** How the cost of a request grows with origins, patterns and paths. */
final class GrowthPlot {

	private static final List<String> PANELS = List.of("S11.hit", "S12.hit", "S13.hit", "S11.miss", "S12.miss",
			"S13.miss");

	private static final List<String> TITLES = List.of("exact origins, allowed", "patterns, allowed",
			"path policies, covered", "exact origins, denied", "patterns, denied", "path policies, not covered");

	private static final int WIDTH = 330;

	private static final int HEIGHT = 300;

	private static final int TOP = 70;

	private static final int MARGIN = 55;

	private static final int MOST = 100_000;

	private final Figures figures;

	private final List<Peer> peers;

	GrowthPlot(Figures figures) {
		this.figures = figures;
		this.peers = figures.peers()
			.stream()
			.filter((peer) -> PANELS.stream().anyMatch((panel) -> gross(peer, panel, 1).isPresent()))
			.toList();
	}

	String svg() {
		Svg svg = new Svg(3 * WIDTH + 30, TOP + 2 * HEIGHT + 20);
		svg.text(MARGIN, 24, "start", 16, "CPU time of a request, by how much is configured");
		svg.legend(MARGIN, 50, this.peers.stream().map(Peer::name).toList());
		for (int i = 0; i < PANELS.size(); i++) {
			panel(svg, i, (i % 3) * WIDTH + MARGIN, TOP + (i / 3) * HEIGHT + 20);
		}
		return svg.toString();
	}

	private void panel(Svg svg, int panel, int left, int top) {
		LogScale x = new LogScale(1, MOST, left, left + WIDTH - MARGIN - 15);
		LogScale y = LogScale.decades(10, most(), top + HEIGHT - 70, top);
		svg.text(left, top - 8, "start", 13, TITLES.get(panel));
		for (double tick : y.ticks()) {
			svg.line(x.from(), y.at(tick), x.to(), y.at(tick), "#ddd");
			svg.text(left - 6, y.at(tick) + 4, "end", 11, LogScale.time(tick));
		}
		for (double tick : x.ticks()) {
			svg.text(x.at(tick), y.from() + 18, "middle", 11, "%,d".formatted(Math.round(tick)));
		}
		for (int i = 0; i < this.peers.size(); i++) {
			curve(svg, x, y, this.peers.get(i), PANELS.get(panel), Svg.colour(i));
		}
	}

	private void curve(Svg svg, LogScale x, LogScale y, Peer peer, String panel, String colour) {
		List<double[]> points = x.ticks()
			.stream()
			.filter((tick) -> gross(peer, panel, tick).isPresent())
			.map((tick) -> new double[] { x.at(tick), y.at(gross(peer, panel, tick).orElse(1)) })
			.toList();
		svg.path(points, colour);
		points.forEach((point) -> svg.dot(point[0], point[1], 3, colour, peer.name()));
	}

	private double most() {
		return PANELS.stream()
			.flatMapToDouble((panel) -> this.peers.stream()
				.flatMapToDouble((peer) -> new LogScale(1, MOST, 0, 1).ticks()
					.stream()
					.flatMapToDouble((tick) -> gross(peer, panel, tick).stream())))
			.max()
			.orElse(1);
	}

	private OptionalDouble gross(Peer peer, String panel, double count) {
		return this.figures.gross(peer.name(), panel + "." + Math.round(count), Figure::cpu);
	}

}
