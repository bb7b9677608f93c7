package io.crossgate.cors.fuzz;

import java.util.Enumeration;
import java.util.List;

/**
 * The lines of a header, and how many of them have been read.
 */
final class CountedLines implements Enumeration<String> {

	private final List<String> lines;

	private int read;

	CountedLines(List<String> lines) {
		this.lines = lines;
	}

	int read() {
		return this.read;
	}

	@Override
	public boolean hasMoreElements() {
		return this.read < this.lines.size();
	}

	@Override
	public String nextElement() {
		return this.lines.get(this.read++);
	}

}
