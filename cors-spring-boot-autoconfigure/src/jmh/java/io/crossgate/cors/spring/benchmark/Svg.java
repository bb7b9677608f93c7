package io.crossgate.cors.spring.benchmark;

import java.util.List;
import java.util.Locale;

/** A drawing, dark on light, in pixels from the top left. */
final class Svg {

	private static final List<String> COLOURS = List.of("#d62728", "#1f3a93", "#2e8b57", "#b8860b", "#7b3fa0",
			"#0f8b8d", "#8b4513", "#666666", "#e377c2", "#111111");

	private final StringBuilder body = new StringBuilder();

	private final int width;

	private final int height;

	Svg(int width, int height) {
		this.width = width;
		this.height = height;
	}

	static String colour(int index) {
		return COLOURS.get(index % COLOURS.size());
	}

	void text(double x, double y, String anchor, int size, String text) {
		add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%d\">%s</text>", x, y, anchor, size,
				text.replace("&", "&amp;").replace("<", "&lt;"));
	}

	void line(double x1, double y1, double x2, double y2, String colour) {
		add("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>", x1, y1, x2, y2, colour);
	}

	void dot(double x, double y, double radius, String colour, String title) {
		add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"%s\"><title>%s</title></circle>", x, y, radius, colour,
				title);
	}

	void path(List<double[]> points, String colour) {
		StringBuilder path = new StringBuilder();
		for (double[] point : points) {
			path.append(String.format(Locale.ROOT, "%.1f,%.1f ", point[0], point[1]));
		}
		add("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>", path.toString().strip(),
				colour);
	}

	/** The colours of peers, side by side. */
	void legend(double x, double y, List<String> names) {
		double at = x;
		for (int i = 0; i < names.size(); i++) {
			dot(at, y - 4, 5, colour(i), names.get(i));
			text(at + 9, y, "start", 12, names.get(i));
			at += 30 + 7 * names.get(i).length();
		}
	}

	private void add(String element, Object... values) {
		this.body.append(String.format(Locale.ROOT, element, values)).append('\n');
	}

	@Override
	public String toString() {
		return String.format(Locale.ROOT, """
				<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" fill="#222">
				<rect width="100%%" height="100%%" fill="#fff"/>
				%s</svg>
				""", this.width, this.height, this.body);
	}

}
