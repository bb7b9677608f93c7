package io.crossgate.cors.spring.takeover;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.AntPathMatcher;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.spring.autoconfigure.CorsAutoConfiguration;
import io.crossgate.cors.spring.conflict.content.OtherCors;
import io.crossgate.cors.spring.takeover.Note.About;
import io.crossgate.cors.spring.takeover.Note.Direction;
import io.crossgate.cors.spring.takeover.TakeOver.Taken;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every application of the corpus is run as Spring runs it, and beside it the policies
 * that are printed for it, bound from the very text. Where their answers differ, the text
 * says so.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TakeOverCorpusTests {

	private static final long SEED = 20260917;

	/** More of them with {@code -Dtakeover.probes=100000}. */
	private static final int PROBES = Integer.getInteger("takeover.probes", 1000);

	static final List<Case> CASES = Corpus.CASES;

	private final Map<Case, Oracle> oracles = new HashMap<>();

	private final Map<String, Integer> figures = new TreeMap<>();

	@AfterAll
	void close() {
		this.oracles.values().forEach(Oracle::close);
		if (Boolean.getBoolean("takeover.figures")) {
			System.out.println("take-over: " + this.figures);
		}
	}

	@Test
	void corpusIsLargeEnough() {
		assertThat(CASES).hasSizeGreaterThanOrEqualTo(60);
		assertThat(CASES.stream().filter(Case::isSound)).hasSizeGreaterThanOrEqualTo(30);
		assertThat(CASES.stream().map(Case::name)).doesNotHaveDuplicates();
	}

	@ParameterizedTest(name = "{0}")
	@FieldSource("CASES")
	void findsWhatIsWrongAndNothingElse(Case application) {
		Set<String> found = new OtherCorsJudge(CorsPolicies.none()).judge(oracle(application).speakers())
			.stream()
			.map((judged) -> judged.fault().code().code())
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(found).isEqualTo(application.codes());
	}

	@Test
	void onlyWhatIsCodeOrUnusedOrStaysIsNotTakenOver() {
		assertThat(CASES.stream()
			.filter((each) -> TakeOver.of(oracle(each).speakers(), CorsPolicies.none()).policies().isEmpty())
			.map(Case::name)).containsExactlyInAnyOrder("a source that asks a table of tenants",
					"a source that looks at the path itself", "a configuration that decides in code",
					"a processor that decides in code", "a filter that writes the headers itself",
					"endpoints of the management are open to the operators' pages",
					"endpoints of the management let every website in with cookies",
					"a WebSocket is open to every website", "a WebSocket is open to the application's pages",
					"nothing asks the bean");
	}

	/** No probe has the parameter or the case that tells them apart. */
	@ParameterizedTest(name = "{0}")
	@CsvSource({ "a handler of some requests names no method, may read answers of",
			"'paths match in any case, set in code', paths match in any case: there this may let in more" })
	void namesHandlersThatProbesDoNotReach(String name, String note) {
		Case application = CASES.stream().filter((each) -> each.name().equals(name)).findAny().orElseThrow();
		assertThat(TakeOver.of(oracle(application).speakers(), CorsPolicies.none()).taken())
			.flatExtracting(Taken::notes)
			.anySatisfy((found) -> assertThat(found.toString()).startsWith("wider: ").contains(note));
	}

	@Test
	void whatCanNotBeReadIsNamed() {
		for (Case application : CASES) {
			if (application.name()
				.matches(".*(in code|at the path itself|table of tenants|writes the headers itself|a gateway).*")) {
				assertThat(oracle(application).speakers()).as(application.name())
					.flatExtracting((speaker) -> speaker.content().unread())
					.isNotEmpty();
			}
			else {
				assertThat(oracle(application).speakers()).as(application.name())
					.flatExtracting((speaker) -> speaker.content().unread())
					.isEmpty();
			}
		}
	}

	@ParameterizedTest(name = "{0}")
	@FieldSource("CASES")
	void policiesDecideTheSameOrTheTextSaysWhatIsDifferent(Case application) {
		Oracle oracle = oracle(application);
		List<OtherCors> speakers = oracle.speakers();
		TakeOver takeOver = TakeOver.of(speakers, CorsPolicies.none());
		String text = takeOver.toString();
		CorsPolicies policies = bound(text);
		assertThat(policies.policies()).containsExactlyInAnyOrderElementsOf(takeOver.policies());
		String unwrapped = unwrapped(text);
		assertThat(takeOver.taken()).flatExtracting(Taken::notes)
			.allSatisfy((note) -> assertThat(unwrapped).contains(note.toString()));
		Probes probes = new Probes(SEED, speakers);
		for (int i = 0; i < PROBES && !policies.isEmpty(); i++) {
			Probe probe = probes.next();
			compare(probe, oracle.answer(probe), answer(policies, probe), takeOver, text);
		}
	}

	/** One for both questions, because it takes a while to start. */
	private Oracle oracle(Case application) {
		return this.oracles.computeIfAbsent(application, Oracle::start);
	}

	private void compare(Probe probe, Answer spring, Answer ours, TakeOver takeOver, String text) {
		Set<About> narrower = new HashSet<>();
		Set<About> wider = new HashSet<>();
		boolean served = spring.handled() && spring.refused() != ours.refused();
		if (spring.granted() != ours.granted() || served) {
			boolean less = spring.granted() ? !ours.granted() : !ours.granted() && ours.refused();
			(less ? narrower : wider).add(About.ORIGIN);
		}
		if (spring.granted() && ours.granted()) {
			if (spring.credentials() != ours.credentials()) {
				(spring.credentials() ? narrower : wider).add(About.CREDENTIALS);
			}
			if (!spring.exposed().containsAll(ours.exposed())) {
				wider.add(About.RESPONSE);
			}
			if (!ours.exposed().containsAll(spring.exposed())) {
				narrower.add(About.RESPONSE);
			}
			if (spring.maxAge() != ours.maxAge()) {
				((spring.maxAge() > ours.maxAge()) ? narrower : wider).add(About.RESPONSE);
			}
		}
		this.figures.merge("probes", 1, Integer::sum);
		if (narrower.isEmpty() && wider.isEmpty()) {
			this.figures.merge("equal", 1, Integer::sum);
			return;
		}
		String about = narrower + " " + wider + " " + probe + ": Spring " + spring + ", policies " + ours + " in\n"
				+ text;
		if (!spring.handled() && narrower.isEmpty()) {
			assertThat(text).as(about).contains("401, 403, 404 and 405 have the headers, too");
			this.figures.merge("404 and 405 with headers, named", 1, Integer::sum);
			return;
		}
		boolean named = isNamed(probe, narrower, Direction.NARROWER, takeOver, text)
				&& isNamed(probe, wider, Direction.WIDER, takeOver, text);
		assertThat(named).as("seed " + SEED + ", " + about).isTrue();
		this.figures.merge(wider.isEmpty() ? "narrower, named" : "wider, named", 1, Integer::sum);
	}

	/** What the text says of all policies, or of the one that decides. */
	private static boolean isNamed(Probe probe, Set<About> differences, Direction direction, TakeOver takeOver,
			String text) {
		if (differences.isEmpty()) {
			return true;
		}
		if (probe.sent().equals("OPTIONS") && !probe.preflight()) {
			return text.contains("an OPTIONS request that is no preflight is judged by its origin alone");
		}
		if (direction == Direction.NARROWER && probe.origin() != null && !probe.origin().equals("null")
				&& !Origin.isCanonical(probe.origin())) {
			return text.contains("an Origin that no browser sends");
		}
		CorsPolicy policy = CorsPolicies.compile(takeOver.policies()).find(probe.path()).orElse(null);
		if (policy == null) {
			return isLeft(probe, takeOver);
		}
		Set<About> about = differences.contains(About.ORIGIN) ? causes(probe, policy, direction) : differences;
		about.add(About.PATH);
		return takeOver.taken()
			.stream()
			.filter((taken) -> taken.policy().equals(policy))
			.flatMap((taken) -> taken.notes().stream())
			.anyMatch((note) -> note.direction() == direction && about.contains(note.about()));
	}

	/** What no policy can say stays in the code, and the text says so. */
	private static boolean isLeft(Probe probe, TakeOver takeOver) {
		return takeOver.speakers()
			.stream()
			.flatMap((speaker) -> speaker.rules().stream())
			.filter((rule) -> new AntPathMatcher().match(rule.path(), probe.path()))
			.anyMatch((rule) -> takeOver.left().stream().anyMatch((left) -> left.contains(rule.path())));
	}

	/** A grant is lost or won by origin, method or headers: by the one that is odd. */
	private static Set<About> causes(Probe probe, CorsPolicy policy, Direction direction) {
		Set<About> causes = new HashSet<>();
		boolean origin = answer(CorsPolicies.compile(List.of(policy)),
				new Probe(false, first(policy.allowedMethods()), probe.path(), probe.origin(), List.of()))
			.granted();
		boolean method = policy.allowedMethods().contains("*") || policy.allowedMethods().contains(probe.method());
		if (direction == Direction.NARROWER) {
			causes.add(method ? About.HEADER : About.METHOD);
			if (!origin) {
				causes.add(About.ORIGIN);
			}
		}
		else {
			causes.addAll(Set.of(About.ORIGIN, About.PATH));
			causes.add(probe.preflight() ? About.PREFLIGHT : About.ORIGIN);
			if (probe.method().equals("HEAD")) {
				causes.add(About.METHOD);
			}
		}
		return causes;
	}

	private static String first(List<String> methods) {
		return methods.get(0).equals("*") ? "GET" : methods.get(0);
	}

	private static Answer answer(CorsPolicies policies, Probe probe) {
		CorsRequest request = new CorsRequest(probe.sent(), "", probe.path(), Map.of(), "http", Probe.SERVER, -1);
		if (probe.origin() != null) {
			request = request.header("Origin", probe.origin());
		}
		if (probe.preflight()) {
			request = request.header("Access-Control-Request-Method", probe.method());
			request = probe.headers().isEmpty() ? request
					: request.header("Access-Control-Request-Headers", probe.headerLine());
		}
		CorsDecision decision = policies.decide(request);
		Map<String, String> headers = new LinkedHashMap<>();
		decision.headers(probe.origin()).forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
		return Answer.of(probe, decision.endsExchange() ? decision.status() : 200, headers);
	}

	/** Starts an application with the text as its configuration. */
	private static CorsPolicies bound(String yaml) {
		List<PropertySource<?>> sources = new ArrayList<>();
		try {
			sources.addAll(new YamlPropertySourceLoader().load("take-over",
					new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8))));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		AtomicReference<CorsPolicies> policies = new AtomicReference<>();
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(CorsAutoConfiguration.class))
			.withInitializer((context) -> sources
				.forEach((source) -> context.getEnvironment().getPropertySources().addFirst(source)))
			.run((context) -> policies.set(context.getBean(CorsEngine.class).policies()));
		return policies.get();
	}

	/** Without the breaks in comments. */
	private static String unwrapped(String text) {
		return text.replaceAll("\\n *#  (?=\\S)", " ");
	}

}
