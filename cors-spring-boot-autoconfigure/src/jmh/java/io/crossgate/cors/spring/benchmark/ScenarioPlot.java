package io.crossgate.cors.spring.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

import io.crossgate.cors.spring.benchmark.Figures.Figure;

/** One line for each scenario, one dot for each peer: what it costs, net. */
final class ScenarioPlot {

	private static final int LEFT = 150;

	private static final int RIGHT = 960;

	private static final int TOP = 70;

	private static final int ROW = 26;

	private final Figures figures;

	private final List<Peer> peers;

	private final List<Row> rows = new ArrayList<>();

	ScenarioPlot(Figures figures) {
		this.figures = figures;
		this.peers = figures.peers().stream().filter((peer) -> !peer.name().startsWith("noop")).toList();
		for (String kind : List.of("servlet", "servlet@tomcat", "reactive")) {
			figures.scenarios()
				.stream()
				.filter((scenario) -> scenario.matches("S\\d+[a-e]?(\\.first)?"))
				.map((scenario) -> new Row(kind, scenario))
				.filter((row) -> this.peers.stream().anyMatch((peer) -> net(row, peer).isPresent()))
				.forEach(this.rows::add);
		}
	}

	String svg() {
		int bottom = TOP + ROW * this.rows.size();
		Svg svg = new Svg(RIGHT + 40, bottom + 60);
		svg.text(LEFT, 24, "start", 16, "What CORS costs a request: CPU time beyond a filter that does nothing");
		List<String> roles = this.peers.stream().map(ScenarioPlot::role).distinct().toList();
		svg.legend(LEFT, 50, roles);
		LogScale scale = LogScale.decades(1, most(), LEFT, RIGHT);
		for (double tick : scale.ticks()) {
			svg.line(scale.at(tick), TOP - 8, scale.at(tick), bottom, "#ddd");
			svg.text(scale.at(tick), bottom + 18, "middle", 12, LogScale.time(tick));
		}
		for (int i = 0; i < this.rows.size(); i++) {
			Row row = this.rows.get(i);
			double y = TOP + ROW * (i + 0.5);
			svg.text(LEFT - 10, y + 4, "end", 12, row.label());
			svg.line(LEFT, y, RIGHT, y, "#eee");
			for (Peer peer : this.peers) {
				net(row, peer).ifPresent((net) -> svg.dot(scale.at(net), y, 5, Svg.colour(roles.indexOf(role(peer))),
						role(peer) + " " + LogScale.time(net)));
			}
		}
		return svg.toString();
	}

	/** The same filter has the same colour on every kind of server. */
	private static String role(Peer peer) {
		return peer.name().replaceFirst("-(servlet|reactive)", "").replace("@tomcat", "");
	}

	private double most() {
		return this.rows.stream()
			.flatMapToDouble((row) -> this.peers.stream().flatMapToDouble((peer) -> net(row, peer).stream()))
			.max()
			.orElse(1);
	}

	private OptionalDouble net(Row row, Peer peer) {
		boolean shown = peer.kind().equals(row.kind()) || (peer.kind().equals("jetty") && row.kind().equals("servlet"));
		return shown ? this.figures.net(peer, row.scenario(), Figure::cpu) : OptionalDouble.empty();
	}

	private record Row(String kind, String scenario) {

		String label() {
			return this.kind.equals("servlet") ? this.scenario : this.scenario + " " + this.kind.replace("servlet", "");
		}

	}

}
