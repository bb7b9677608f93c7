package io.crossgate.cors.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;
import io.crossgate.cors.browser.Browser;
import io.crossgate.cors.browser.FetchCall;
import io.crossgate.cors.browser.FetchResult;
import io.crossgate.cors.browser.FetchResult.Verdict;
import io.crossgate.cors.path.RequestPath;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.problem.PolicyEdit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a suggested change promises, over generated policies and requests: it allows the
 * request, a browser agrees, nothing else is allowed with it, and less would not do.
 */
class PolicyChangeTests {

	private static final int ROUNDS = 6000;

	private static final long SEED = 4711;

	private final DeniedRequests scenes = new DeniedRequests(SEED);

	private final Set<String> met = new TreeSet<>();

	@Test
	void allowsTheRequestAndItsPreflightAndLessWouldNotDo() {
		forEachChange((scene) -> {
			CorsPolicies changed = scene.changed();
			assertThat(changed.decide(scene.request).reason()).as(scene.toString()).isEqualTo(DecisionReason.ALLOWED);
			assertThat(refused(scene.request, changed)).as(scene.toString()).isFalse();
			for (PolicyChange less : less(scene.change)) {
				CorsPolicies narrower = scene.with(less);
				assertThat(narrower == null || refused(scene.request, narrower)).as("%s without part of it", scene)
					.isTrue();
			}
			this.met.add(scene.change.edits().stream().map(PolicyEdit::property).toList().toString());
		});
		assertThat(this.met).contains("[allowed-origins]", "[allowed-methods]", "[allowed-headers]", "[paths]",
				"[allowed-origins, allowed-methods, allowed-headers]");
	}

	@Test
	void whatHasNoPartInItKeepsItsDecision() {
		List<CorsRequest> others = Stream.generate(this.scenes::request).limit(10_000).toList();
		int[] rounds = { 0 };
		forEachChange((scene) -> {
			if (rounds[0]++ > 300) {
				return;
			}
			CorsPolicies changed = scene.changed();
			int from = this.scenes.index(9000);
			for (CorsRequest other : others.subList(from, from + 1000)) {
				CorsDecision before = scene.policies.decide(other);
				CorsDecision after = changed.decide(other);
				if (scene.change.edits().stream().noneMatch((edit) -> concerns(edit, other))) {
					assertThat(seen(after, before.policy() == null && scene.policies.policies().isEmpty()))
						.as("%s changes the decision about %s", scene, other)
						.isEqualTo(seen(before, false));
				}
			}
		});
		assertThat(rounds[0]).isGreaterThan(300);
	}

	/**
	 * The first policy of all takes its paths over; still it allows nobody else.
	 */
	private static List<Object> seen(CorsDecision decision, boolean first) {
		if (first && decision.outcome() != CorsDecision.Outcome.ALLOWED) {
			return seen(CorsPolicies.compile(List.of()).decide(new CorsRequest("GET", "/")), false);
		}
		return List.of(decision.reason(), decision.kind(), decision.status());
	}

	@Test
	void onlyEverAddsExactValues() {
		forEachChange((scene) -> {
			for (PolicyEdit edit : scene.change.edits()) {
				assertThat(edit.values()).as(scene.toString())
					.isNotEmpty()
					.doesNotContain("null", "any")
					.noneMatch((value) -> value.indexOf('*') >= 0);
			}
		});
	}

	@Test
	void theYamlSaysTheSame() {
		forEachChange((scene) -> {
			CorsPolicy expected = scene.change.apply(scene.policy());
			Map<String, Object> yaml = properties(scene.change);
			assertThat(yaml.keySet()).as(scene.toString())
				.isEqualTo(new TreeSet<>(scene.change.edits().stream().map(PolicyEdit::property).toList()));
			for (PolicyEdit edit : scene.change.edits()) {
				Object value = yaml.get(edit.property());
				if (PolicyChange.present(edit, scene.policy()).size() > 8) {
					assertThat(value).isEqualTo(edit.values());
				}
				else {
					assertThat(value).isEqualTo(String.join(", ", PolicyChange.present(edit, expected)));
				}
			}
		});
	}

	private static Map<String, Object> properties(PolicyChange change) {
		Map<String, Map<String, Object>> document = new Yaml().load(change.yaml());
		Map<String, Object> cors = document.get("cors");
		if (change.policy().equals("default")) {
			return new TreeMap<>(cors);
		}
		@SuppressWarnings("unchecked")
		Map<String, Map<String, Object>> policies = (Map<String, Map<String, Object>>) cors.get("policies");
		return new TreeMap<>(policies.get(change.policy()));
	}

	private void forEachChange(Consumer<Scene> assertion) {
		int changes = 0;
		for (int round = 0; round < ROUNDS; round++) {
			CorsPolicies policies = this.scenes.policies();
			CorsRequest request = this.scenes.request();
			Diagnosis diagnosis = Diagnosis.of(request, policies);
			if (diagnosis.change().isPresent()) {
				changes++;
				assertion.accept(new Scene(round, request, policies, diagnosis.change().get()));
			}
		}
		assertThat(changes).isGreaterThan(ROUNDS / 10);
	}

	/** Whether a value that was added is among what a request has. */
	private static boolean concerns(PolicyEdit edit, CorsRequest request) {
		AttemptedRequest attempted = new AttemptedRequest(request);
		return switch (edit.property()) {
			case "paths" -> edit.values().contains(RequestPath.decode(request.path()));
			case "allowed-origins" -> edit.values().contains(String.valueOf(attempted.origin()));
			case "allowed-methods" -> edit.values().contains(attempted.method())
					|| (attempted.method().equals("HEAD") && edit.values().contains("GET"));
			case "accept-risks" -> false;
			default -> attempted.headers().stream().anyMatch(edit.values()::contains);
		};
	}

	/** Every change that leaves one value out. */
	private static List<PolicyChange> less(PolicyChange change) {
		List<PolicyChange> less = new ArrayList<>();
		for (int i = 0; i < change.edits().size(); i++) {
			PolicyEdit edit = change.edits().get(i);
			for (String value : edit.values()) {
				List<PolicyEdit> edits = new ArrayList<>(change.edits());
				List<String> values = new ArrayList<>(edit.values());
				values.remove(value);
				edits.remove(i);
				if (!values.isEmpty()) {
					edits.add(i, PolicyEdit.add(edit.property(), values));
				}
				less.add(new PolicyChange(CorsPolicy.named(change.policy()).build(), edits));
			}
		}
		return less;
	}

	/** Whether the exchange fails, first by the engine alone, then in a browser. */
	private static boolean refused(CorsRequest request, CorsPolicies policies) {
		CorsRequest counterpart = new AttemptedRequest(request).counterpart();
		if (policies.decide(request).reason() != DecisionReason.ALLOWED) {
			return true;
		}
		if (!request.lines("upgrade").isEmpty()) {
			return false;
		}
		if (counterpart != null && policies.decide(counterpart).reason() != DecisionReason.ALLOWED) {
			return true;
		}
		return !reportsOnly(request, policies) && fetch(request, policies).verdict() != Verdict.OK;
	}

	private static boolean reportsOnly(CorsRequest request, CorsPolicies policies) {
		return policies.decide(request).isReportOnly();
	}

	private static FetchResult fetch(CorsRequest request, CorsPolicies policies) {
		AttemptedRequest attempted = new AttemptedRequest(request);
		FetchCall call = FetchCall.of(attempted.method(), "https://api.internal:8443" + request.path());
		for (String name : attempted.headers()) {
			call = call.header(name, name.equals("content-type") ? "application/json" : "1");
		}
		return Browser.at(String.valueOf(attempted.origin())).fetch(call, (sent) -> {
			CorsRequest received = new CorsRequest(sent.method(), request.path()).to("https", "api.internal", 8443);
			for (var line : sent.headers().lines()) {
				received = received.header(line.name(), line.value());
			}
			CorsDecision decision = policies.decide(received);
			Browser.Response response = Browser.Response.of(decision.endsExchange() ? decision.status() : 200);
			for (Map.Entry<String, String> header : decision.headers(sent.origin()).entrySet()) {
				response = response.header(header.getKey(), header.getValue());
			}
			return response;
		});
	}

	private record Scene(int round, CorsRequest request, CorsPolicies policies, PolicyChange change) {

		CorsPolicy policy() {
			return this.policies.policies()
				.stream()
				.filter((policy) -> policy.name().equals(this.change.policy()))
				.findFirst()
				.orElse(CorsPolicy.named("default").paths("/**").build());
		}

		CorsPolicies changed() {
			CorsPolicies changed = with(this.change);
			assertThat(changed).as("%s compiles", this).isNotNull();
			return changed;
		}

		CorsPolicies with(PolicyChange change) {
			try {
				return this.policies.with(change.apply(policy()));
			}
			catch (InvalidCorsPolicyException ex) {
				return null;
			}
		}

		@Override
		public String toString() {
			return "seed " + SEED + ", round " + this.round + ": " + this.request + " changed by " + this.change.edits()
					+ " of " + policy();
		}

	}

}
