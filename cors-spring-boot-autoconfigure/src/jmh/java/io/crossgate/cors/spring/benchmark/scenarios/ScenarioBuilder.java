package io.crossgate.cors.spring.benchmark.scenarios;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts a {@link Scenario} together: policies, then a request as Chrome sends it, then
 * what has to become of it.
 */
final class ScenarioBuilder {

	private final String name;

	private final List<Policy> policies;

	private final List<Header> headers = new ArrayList<>();

	private String method = "";

	private String path = "";

	private String origin = "";

	ScenarioBuilder(String name, Policy policy) {
		this(name, List.of(policy));
	}

	ScenarioBuilder(String name, List<Policy> policies) {
		this.name = name;
		this.policies = policies;
	}

	ScenarioBuilder get(String path) {
		request("GET", path, "");
		common("same-origin");
		return this;
	}

	ScenarioBuilder get(String path, String origin) {
		request("GET", path, origin);
		common("cross-site");
		return this;
	}

	ScenarioBuilder post(String path, String origin) {
		request("POST", path, origin);
		add("Content-Length", "2");
		add("Content-Type", "application/json");
		common("same-origin");
		return this;
	}

	ScenarioBuilder preflight(String path, String origin, List<String> requestedHeaders) {
		request("OPTIONS", path, origin);
		add("Access-Control-Request-Method", "PUT");
		this.headers.add(new Header("Access-Control-Request-Headers", requestedHeaders));
		common("cross-site");
		return this;
	}

	/** The page is allowed to read, or to send the request it asks about. */
	Scenario allowed() {
		Policy policy = this.policies.get(this.policies.size() - 1);
		List<String> answer = new ArrayList<>();
		if (policy.isAnyOrigin()) {
			answer.addAll(List.of("Access-Control-Allow-Origin", "*"));
		}
		else {
			answer.addAll(List.of("Vary", vary(), "Access-Control-Allow-Origin", this.origin));
		}
		if (policy.credentials()) {
			answer.addAll(List.of("Access-Control-Allow-Credentials", "true"));
		}
		if (isPreflight()) {
			answer.addAll(List.of("Access-Control-Allow-Methods", String.join(",", policy.methods()),
					"Access-Control-Allow-Headers", String.join(",", policy.headers()), "Access-Control-Max-Age",
					Integer.toString(Policy.MAX_AGE)));
			return build(true, Answer.of(false, 204, answer.toArray(String[]::new)));
		}
		answer.addAll(List.of("Access-Control-Expose-Headers", Policy.EXPOSED));
		return build(true, Answer.of(true, 200, answer.toArray(String[]::new)));
	}

	/** The page is refused. */
	Scenario denied() {
		return build(false, Answer.of(false, 403, "Vary", vary(), "Cache-Control", "no-store"));
	}

	/** The request is none of CORS's business, but caches have to know of Origin. */
	Scenario passedOn() {
		return build(true, Answer.of(true, 200, "Vary", "Origin"));
	}

	/** No policy covers the path: it is left alone, and the page cannot read. */
	Scenario withoutPolicy() {
		return build(false, Answer.of(true, 200));
	}

	private String vary() {
		return isPreflight() ? "Origin, Access-Control-Request-Method, Access-Control-Request-Headers" : "Origin";
	}

	private Scenario build(boolean isAllowed, Answer answer) {
		return new Scenario(this.name, this.policies, this.method, this.path, this.headers, isAllowed, answer);
	}

	private boolean isPreflight() {
		return this.method.equals("OPTIONS");
	}

	private void request(String method, String path, String origin) {
		this.method = method;
		this.path = path;
		this.origin = origin;
		add("Host", "api.example.com");
		add("Connection", "keep-alive");
	}

	private void common(String site) {
		if (!isPreflight()) {
			add("sec-ch-ua-platform", "\"Linux\"");
			add("sec-ch-ua", "\"Chromium\";v=\"142\", \"Google Chrome\";v=\"142\", \"Not_A Brand\";v=\"99\"");
			add("sec-ch-ua-mobile", "?0");
		}
		add("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
				+ "Chrome/142.0.0.0 Safari/537.36");
		add("Accept", "*/*");
		if (!this.origin.isEmpty()) {
			add("Origin", this.origin);
		}
		add("Sec-Fetch-Site", site);
		add("Sec-Fetch-Mode", "cors");
		add("Sec-Fetch-Dest", "empty");
		add("Referer", (this.origin.isEmpty() ? Scenario.OWN_ORIGIN : this.origin) + "/");
		add("Accept-Encoding", "gzip, deflate, br, zstd");
		add("Accept-Language", "en-GB,en;q=0.9");
	}

	private void add(String name, String value) {
		this.headers.add(new Header(name, value));
	}

}
