package io.crossgate.cors.spring.takeover;

import java.util.List;
import java.util.stream.Stream;

/**
 * Applications with CORS code of their own, as one finds them.
 */
final class Corpus {

	static final List<Case> CASES = Stream
		.of(SoundFilters.CASES, FaultyFilters.CASES, FilterPlaces.CASES, Controllers.CASES, HandlerCorners.CASES,
				HandlerOrder.CASES, Mappings.CASES, Chains.CASES, ChainOrder.CASES, ReactiveCorpus.CASES)
		.flatMap(List::stream)
		.toList();

	private Corpus() {
	}

}
