package io.crossgate.cors.spring.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import io.crossgate.cors.spring.Server;
import io.crossgate.cors.spring.load.Hostile.Sent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever some clients do, the others get the right answer, and it costs the server
 * nothing that it does not get back: no memory, no thread, no line of the log beyond
 * those that are documented, no meter.
 */
@Tag("load")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class UnderLoadContract {

	private static final long SEED = Long.getLong("load.seed", 20261130L);

	/** So many that two hundred bytes kept of each are more than the heap may grow. */
	private static final int HOSTILE = 20_000;

	private static final int CONNECTIONS = 8;

	/** More than the container has threads. */
	private static final int CROWD = 2 * LoadedApplication.SERVER_THREADS;

	/** The last that can be used is the one that the watched file had at the start. */
	private static final int CHANGES = 802;

	/** What has not come by then never will. */
	private static final int ATTEMPTS = 600;

	@TempDir
	static Path folder;

	private final Server server;

	private final Hostile hostile = new Hostile();

	private final Faults faults = new Faults();

	private final Figures figures = new Figures();

	private Path watched;

	private LoadedServer application;

	private HonestTraffic honest;

	private HonestTraffic stormy;

	private HostileTraffic enemies;

	private Map<String, Long> before = Map.of();

	private Map<String, Long> after = Map.of();

	UnderLoadContract(Server server) {
		this.server = server;
	}

	@BeforeAll
	void start() throws Exception {
		System.out.println("-Dload.seed=" + SEED);
		this.watched = Files.writeString(folder.resolve(this.server + ".yml"), Storm.ONE.yaml());
		this.application = LoadedServer.start(this.server, this.watched);
		int port = this.application.port();
		this.honest = new HonestTraffic(port, Honest.all());
		List<Honest> all = new ArrayList<>(Honest.all());
		all.addAll(Storm.ONE.exchanges());
		all.addAll(Storm.OTHER.exchanges());
		this.stormy = new HonestTraffic(port, all);
		this.enemies = new HostileTraffic(port, SEED);
		// Known before anybody keeps the lookups busy. The first may take too long.
		awaitAllowed(() -> status("/tenants/me", Honest.TENANT));
		awaitAllowed(() -> status("/partners/me", Honest.TENANT));
		// A little of everything, so that what is bounded is full, and what is loaded
		// when it is first needed is there.
		this.honest.during(() -> {
			this.enemies.send(HOSTILE / 4, CONNECTIONS, this.hostile::next);
			this.enemies.send(100, CROWD, (random) -> this.faults.lookup(random, "hangs"));
			slowClients(500);
			return this.application.order("storm 40");
		});
		assertWell();
		this.before = this.application.order("collect");
	}

	@AfterAll
	void stop() {
		if (this.application != null) {
			this.application.close();
		}
	}

	@Test
	@Order(1)
	void honestClientsAreServedBesideHostileOnes() throws Exception {
		this.honest.during(() -> {
			this.enemies.send(HOSTILE, CONNECTIONS, this.hostile::next);
			return null;
		});
		assertWell();
	}

	@Test
	@Order(2)
	void slowAndHalfClosedClientsKeepNobodyWaiting() throws Exception {
		this.honest.during(() -> {
			slowClients(1000);
			return null;
		});
		assertWell();
	}

	private void slowClients(int served) throws IOException, InterruptedException {
		try (SlowClients clients = new SlowClients(this.application.port())) {
			clients.waitHalfWay(5 * CROWD);
			clients.halfClose(2 * CROWD);
			clients.reset(2 * CROWD);
			clients.withholdBody(LoadedApplication.SERVER_THREADS / 4);
			this.honest.await(served);
		}
	}

	@Test
	@Order(3)
	void floodsOfHeadersEndInTheContainer() throws Exception {
		HostileTraffic floods = new HostileTraffic(this.application.port(), SEED);
		this.honest.during(() -> {
			floods.send(1500, CONNECTIONS, this.faults::flood);
			return null;
		});
		assertThat(floods.failures()).isEmpty();
		assertThat(floods.statuses().keySet()).isSubsetOf("400", "403", "413", "414", "431", "cut off");
		this.figures.add("floods", floods.statuses());
		assertWell();
	}

	@Test
	@Order(4)
	void eachAnswerIsOfOneConfigurationWhileTheyChange() throws Exception {
		Map<String, Long> start = this.application.order("count");
		Map<String, Long> storm = this.stormy.during(() -> this.application.order("storm " + CHANGES));
		assertThat(storm).as("changes").containsEntry("valid", CHANGES / 2L).containsEntry("invalid", CHANGES / 2L);
		assertThat(storm).as("changes made by what is invalid").containsEntry("damage", 0L);
		for (Storm configuration : Storm.values()) {
			for (Honest exchange : configuration.exchanges()) {
				assertThat(this.stormy.seen(exchange, 403)).as(exchange.name()).isPositive();
			}
		}
		Map<String, Long> end = this.application.order("count");
		// Each change is logged, and nothing else is; who makes one hears why it failed.
		assertThat(grown("log.policies", start, end)).as("lines about changes")
			.isEqualTo(grown("reloads.SUCCESS", start, end))
			.isPositive();
		assertThat(grown("log.configuration", start, end)).as("lines about problems").isZero();
		assertWell();
	}

	@Test
	@Order(5)
	void aWatchedFileThatIsRewrittenAllTheTimeCountsWhenItRests() throws Exception {
		Map<String, Long> start = this.application.order("count");
		this.stormy.during(() -> {
			rewrite(Storm.OTHER.yaml(), "reloads.SUCCESS");
			rewrite(Storm.ONE.yaml(), "reloads.SUCCESS");
			long policies = this.application.order("count").get("policies");
			rewrite(Storm.OTHER.yaml() + "      allow-credentials: [", "reloads.FAILURE");
			rewrite(Storm.OTHER.yaml().replace(".net", ".net/"), "reloads.FAILURE");
			assertThat(this.application.order("count")).as("what failed").containsEntry("policies", policies);
			return null;
		});
		Map<String, Long> end = this.application.order("count");
		assertThat(grown("log.policies", start, end)).as("lines about changes")
			.isEqualTo(grown("reloads.SUCCESS", start, end));
		assertThat(grown("log.configuration", start, end)).as("lines about failures")
			.isLessThanOrEqualTo(grown("reloads.FAILURE", start, end));
		assertWell();
	}

	/** Writes a lot of other things, and then this, and waits until it was read. */
	private void rewrite(String text, String expected) throws IOException, InterruptedException {
		long before = this.application.order("count").get(expected);
		for (int i = 0; i < 100; i++) {
			Files.writeString(this.watched,
					(i % 2 == 0) ? "cors: [" : Storm.values()[i / 2 % 2].yaml() + "# " + i + "\n");
			Thread.sleep(5);
		}
		Files.writeString(this.watched, text);
		for (int i = 0; i < ATTEMPTS && this.application.order("count").get(expected) == before; i++) {
			Thread.sleep(50);
		}
		assertThat(this.application.order("count").get(expected)).as(expected).isGreaterThan(before);
	}

	@Test
	@Order(6)
	void lookupsThatFailOrHangTouchNobodyElse() throws Exception {
		HostileTraffic failing = new HostileTraffic(this.application.port(), SEED);
		Map<String, Long> waited = this.honest.during(() -> {
			for (String fault : List.of("throws", "recurses", "nothing", "null", "fails")) {
				failing.send(1000, CROWD, (random) -> this.faults.lookup(random, fault));
			}
			failing.send(1000, CROWD, (random) -> this.faults.lookup(random, "hangs"));
			// All of them ask for one answer.
			String same = Wire.request("GET /tenants/me", "Origin: https://hangs-0.example.net");
			this.application.order("watch");
			failing.send(10 * CROWD, CROWD, (random) -> new Sent(same, true));
			return this.application.order("waited");
		});
		assertThat(failing.failures()).isEmpty();
		assertThat(failing.statuses()).containsOnlyKeys("403");
		this.figures.add("faulty lookups", failing.statuses());
		this.figures.add("most threads waiting", waited.get("waited"));
		assertThat(waited.get("waited")).as("threads that wait").isLessThanOrEqualTo(2L * LoadedApplication.LOOKUPS);
		assertWell();
	}

	@Test
	@Order(7)
	void lookupsThatIgnoreBeingInterruptedEndTheirOwnPolicyOnly() throws Exception {
		int refused = this.honest.during(() -> {
			HostileTraffic stuck = new HostileTraffic(this.application.port(), SEED);
			stuck.send(LoadedApplication.LOOKUPS, LoadedApplication.LOOKUPS, this.faults::stuck);
			assertThat(stuck.statuses()).containsOnlyKeys("403");
			assertThat(this.application.order("count")).containsEntry("stuck", (long) LoadedApplication.LOOKUPS);
			int status = status("/tenants/me", this.faults.fresh());
			stuck.send(2000, CROWD, this.faults::stuck);
			assertThat(stuck.statuses()).containsOnlyKeys("403");
			this.honest.await(500);
			assertThat(this.application.order("count")).containsEntry("stuck", (long) LoadedApplication.LOOKUPS);
			return status;
		});
		assertThat(refused).as("a tenant whom nobody knows meanwhile").isEqualTo(403);
		this.application.order("release");
		awaitAllowed(() -> status("/tenants/me", this.faults.fresh()));
		assertWell();
	}

	private int status(String path, String origin) throws IOException {
		try (Wire wire = new Wire(this.application.port())) {
			return wire.send(Wire.request("GET " + path, "Origin: " + origin)).status();
		}
	}

	private static void awaitAllowed(Callable<Integer> request) throws Exception {
		int status = request.call();
		for (int i = 0; i < ATTEMPTS && status != 200; i++) {
			Thread.sleep(50);
			status = request.call();
		}
		assertThat(status).isEqualTo(200);
	}

	@Test
	@Order(8)
	void heapHasNotGrown() throws Exception {
		this.after = this.application.order("collect");
		this.figures.add("honest, not handed over", undelivered().size());
		undelivered().forEach((asked, answered) -> System.out.println(asked + ", " + answered));
		this.figures.print(this.server, this.honest.right() + this.stormy.right(), this.enemies.statuses(), this.before,
				this.after);
		assertThat(grown("heap", this.before, this.after)).as("bytes").isLessThan(Figures.HEAP_GROWTH);
	}

	@Test
	@Order(9)
	void threadsAreFew() {
		assertThat(this.after.get("peak")).isLessThanOrEqualTo(Figures.MOST_THREADS);
	}

	@Test
	@Order(10)
	void logIsLimited() {
		long minutes = this.after.get("minutes") + 1;
		assertThat(this.after.get("log.denied")).as("refusals").isLessThanOrEqualTo(20 * minutes);
		assertThat(this.after.get("log.observers")).as("observers that failed").isZero();
		long changes = this.after.get("reloads.SUCCESS") + this.after.get("reloads.FAILURE");
		assertThat(this.after.get("log.")).as("lines").isLessThanOrEqualTo(changes + Figures.LINES_A_MINUTE * minutes);
	}

	@Test
	@Order(11)
	void metersDoNotDependOnRequests() {
		assertThat(this.after.get("cors-meters")).as("ours").isLessThanOrEqualTo(Figures.CORS_METERS);
		assertThat(this.after.get("meters")).as("all").isLessThanOrEqualTo(Figures.METERS);
	}

	private void assertWell() {
		assertThat(this.honest.failures()).as(() -> "honest requests, beside\n" + this.application.log()).isEmpty();
		assertThat(this.stormy.failures()).as(() -> "honest requests in the storm, beside\n" + this.application.log())
			.isEmpty();
		assertThat(this.enemies.failures()).as("hostile requests").isEmpty();
		assertThat(undelivered().size()).as(() -> "requests that were not handed over: " + undelivered())
			.isLessThanOrEqualTo(Figures.UNDELIVERED);
	}

	private Map<String, String> undelivered() {
		Map<String, String> undelivered = new TreeMap<>(this.honest.undelivered());
		undelivered.putAll(this.stormy.undelivered());
		return undelivered;
	}

	private static long grown(String number, Map<String, Long> before, Map<String, Long> after) {
		return after.getOrDefault(number, -1L) - before.getOrDefault(number, -1L);
	}

}
