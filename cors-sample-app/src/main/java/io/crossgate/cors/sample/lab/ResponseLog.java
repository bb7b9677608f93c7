package io.crossgate.cors.sample.lab;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

import io.crossgate.cors.fetch.HeaderNames;

/**
 * Keeps what the latest requests were answered with, by the run of the page that they
 * belong to. A page can't read a status without CORS headers.
 */
@Component
class ResponseLog {

	private static final int CAPACITY = 100;

	/** What decides whether a page may read an answer. */
	private static final List<String> CORS = List.of(HeaderNames.ALLOW_ORIGIN, HeaderNames.ALLOW_CREDENTIALS);

	private final Map<String, List<Entry>> runs = new LinkedHashMap<>();

	/**
	 * Adds a response, if its request is one of a run.
	 */
	void add(String method, URI url, int status, Function<String, List<String>> headers) {
		String run = UriComponentsBuilder.fromUri(url).build().getQueryParams().getFirst("run");
		if (run != null) {
			List<String> locations = headers.apply("Location");
			add(run, new Entry(method, url.getRawPath(), status, locations.isEmpty() ? null : locations.get(0),
					CORS.stream().collect(Collectors.toMap(Function.identity(), headers))));
		}
	}

	private synchronized void add(String run, Entry entry) {
		this.runs.computeIfAbsent(run, (key) -> new ArrayList<>()).add(entry);
		if (this.runs.size() > CAPACITY) {
			this.runs.remove(this.runs.keySet().iterator().next());
		}
	}

	/**
	 * Return what a run's requests have been answered with since it was asked last: a run
	 * may have several calls.
	 */
	synchronized List<Entry> take(String run) {
		List<Entry> entries = this.runs.remove(run);
		return (entries != null) ? entries : List.of();
	}

	record Entry(String method, String path, int status, @Nullable String location, Map<String, List<String>> cors) {

	}

}
