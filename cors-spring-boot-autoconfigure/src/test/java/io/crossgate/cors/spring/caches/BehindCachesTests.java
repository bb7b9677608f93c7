package io.crossgate.cors.spring.caches;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.spring.Server;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No client gets an answer that is wrong for it, whatever others have asked a cache in
 * front of the application before.
 */
@Tag("caches")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BehindCachesTests {

	private static final int SEQUENCES = 60;

	private static final int SHOWN = 5;

	@TempDir
	static Path files;

	private final long seed = Long.getLong("test.seed", 20261128L);

	private final Map<Server, Server.Running> shops = new EnumMap<>(Server.class);

	private final Map<String, RunningCache> caches = new HashMap<>();

	@BeforeAll
	void start() {
		for (Cache cache : Cache.values()) {
			System.out.println(cache.described());
		}
		for (Server server : Server.values()) {
			this.shops.put(server, Shop.start(server, files));
		}
	}

	@AfterAll
	void stop() {
		this.caches.values().forEach(RunningCache::close);
		this.shops.values().forEach(Server.Running::close);
	}

	private RunningCache running(Server server, Cache cache, Setting setting) {
		cache.assumeInstalled();
		return this.caches.computeIfAbsent(server + " " + cache + " " + setting,
				(place) -> RunningCache.start(cache, this.shops.get(server).port(), setting.of(cache)));
	}

	@ParameterizedTest(name = "{0} behind {1}, {2}")
	@MethodSource("places")
	void everyAnswerIsRight(Server server, Cache cache, Setting setting) {
		RunningCache running = running(server, cache, setting);
		Server.Running shop = this.shops.get(server);
		List<Visit> visits = visits(server, cache + "-" + setting);
		List<String> wrong = wrong(visits, cache, running.port(), shop.port());
		assertThat(wrong.size())
			.as("seed %d, log: %s%nthe first of them: %s", this.seed, running.log(),
					wrong.stream().limit(SHOWN).collect(Collectors.joining()))
			.isZero();
		int hits = hits(visits, shop);
		System.out.printf("%s behind %s, %s: seed %d, %d requests, %d answered by the cache itself%n", server, cache,
				setting, this.seed, visits.size(), hits);
		assertThat(hits).as("answers of the cache itself, seed %d", this.seed)
			.isGreaterThan(cache.storesWhatVariesByOrigin() ? SEQUENCES : 0);
	}

	private List<Visit> visits(Server server, String run) {
		Random random = new Random(this.seed);
		List<Page> pages = Stream.of(Page.values()).filter((page) -> page.isOn(server)).toList();
		List<Visit> visits = new ArrayList<>();
		for (int i = 0; i < SEQUENCES; i++) {
			visits.addAll(Visit.sequence(random, run + "=" + i, pages));
		}
		return visits;
	}

	private static List<String> wrong(List<Visit> visits, Cache cache, int port, int application) {
		Client client = new Client();
		List<String> wrong = new ArrayList<>();
		for (Visit visit : visits) {
			Answer answer = client.visit(visit, port);
			Answer direct = client.askDirectly(visit, application);
			List<String> faults = new ArrayList<>(Judge.faults(visit, answer));
			faults.addAll(Judge.differences(answer, direct));
			if (KnownDifference.of(cache, visit, answer, direct).isPresent()) {
				faults.clear();
			}
			Judge.faults(visit, direct).forEach((fault) -> faults.add("without a cache: " + fault));
			if (!faults.isEmpty()) {
				wrong.add("\n" + visit + "\n  " + String.join("\n  ", faults) + "\n  " + answer);
			}
		}
		return wrong;
	}

	private static int hits(List<Visit> visits, Server.Running shop) {
		Arrivals arrivals = shop.context().getBean(Arrivals.class);
		Map<String, Integer> arrived = new TreeMap<>();
		visits.forEach((visit) -> arrived.put(visit.target(), arrivals.of(visit)));
		return visits.size() - arrived.values().stream().mapToInt(Integer::intValue).sum();
	}

	@ParameterizedTest(name = "{0} behind {1}, {2}")
	@MethodSource("places")
	void originIsServedOnceItIsAllowed(Server server, Cache cache, Setting setting) {
		RunningCache running = running(server, cache, setting);
		Server.Running shop = this.shops.get(server);
		CorsEngine engine = shop.context().getBean(CorsEngine.class);
		CorsPolicies before = engine.policies();
		Visit visit = new Visit(Visit.Kind.GET, Page.PLAIN, "late", Site.STRANGER, "en", false);
		Client client = new Client();
		assertThat(client.visit(visit, running.port()).status()).isEqualTo(403);
		try {
			engine.setPolicies(before.recompile(List.of(CorsPolicy.named("listed")
				.paths(List.of("/shop/**"))
				.allowedOrigins(List.of(Site.STRANGER.origin()))
				.build())));
			Answer answer = client.visit(visit, running.port());
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.lines("Access-Control-Allow-Origin")).containsExactly(Site.STRANGER.origin());
		}
		finally {
			engine.setPolicies(before);
		}
	}

	static Stream<Arguments> places() {
		return Stream.of(Server.values())
			.flatMap((server) -> Stream.of(Cache.values())
				.filter(Cache::stores)
				.flatMap((cache) -> Stream.of(Setting.values())
					.filter((setting) -> setting.isFor(cache))
					.map((setting) -> Arguments.of(server, cache, setting))));
	}

}
