package io.crossgate.cors.browser;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.crossgate.cors.browser.FetchResult.Exchange;
import io.crossgate.cors.browser.model.HeaderList;

/**
 * What happened during one fetch: requests, responses, and a sentence for each step.
 */
final class Transcript {

	private final List<Exchange> exchanges = new ArrayList<>();

	private final List<String> steps = new ArrayList<>();

	private final Set<String> preflightCauses = new LinkedHashSet<>();

	void step(String sentence) {
		this.steps.add(sentence);
	}

	void preflightNeeded(List<String> causes) {
		this.preflightCauses.addAll(causes);
		step("A preflight is needed " + String.join(" and ", causes) + ".");
	}

	void exchange(Browser.Request request, Browser.Response response) {
		this.exchanges.add(new Exchange(request, response));
		StringBuilder sentence = new StringBuilder(request.method()).append(' ').append(request.url());
		String separator = " with ";
		for (HeaderList.Line line : request.headers().lines()) {
			if (line.isNamed("Origin") || line.name().startsWith("Access-Control-")) {
				sentence.append(separator).append(line.name()).append(": ").append(line.value());
				separator = ", ";
			}
		}
		if (request.credentialsIncluded()) {
			sentence.append(separator).append("credentials");
		}
		step(sentence.append(": ").append(response.status()).append('.').toString());
	}

	List<Exchange> exchanges() {
		return List.copyOf(this.exchanges);
	}

	List<String> steps() {
		return List.copyOf(this.steps);
	}

	List<String> preflightCauses() {
		return List.copyOf(this.preflightCauses);
	}

}
