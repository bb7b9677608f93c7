package io.crossgate.cors.spring.benchmark;

import java.util.ArrayList;
import java.util.List;

/**
 * Maps numbers to pixels, each decade as long as the next.
 *
 * @param least the smallest number
 * @param most the largest number
 * @param from the pixel of the smallest
 * @param to the pixel of the largest
 */
record LogScale(double least, double most, double from, double to) {

	/** A scale of whole decades. */
	static LogScale decades(double least, double most, double from, double to) {
		double low = Math.pow(10, Math.floor(Math.log10(Math.max(1, least))));
		double high = Math.pow(10, Math.ceil(Math.log10(Math.max(low * 10, most))));
		return new LogScale(low, high, from, to);
	}

	double at(double number) {
		double share = Math.log(Math.max(this.least, number) / this.least) / Math.log(this.most / this.least);
		return this.from + share * (this.to - this.from);
	}

	List<Double> ticks() {
		List<Double> ticks = new ArrayList<>();
		for (double tick = this.least; tick <= this.most * 1.001; tick *= 10) {
			ticks.add(tick);
		}
		return ticks;
	}

	static String time(double nanos) {
		if (nanos >= 999_999) {
			return Math.round(nanos / 1_000_000) + " ms";
		}
		return (nanos >= 999) ? Math.round(nanos / 1000) + " µs" : Math.round(nanos) + " ns";
	}

}
