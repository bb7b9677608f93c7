package io.crossgate.cors.spring.benchmark.scenarios;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The scenarios, by name.
 * <ul>
 * <li>S1 GET without Origin; S2 same-origin POST; S3 allowed GET; S4 allowed GET, any
 * origin; S5 denied GET; S6 allowed preflight; S7 preflight, origin denied; S8 preflight,
 * header denied; S9 preflight for 20 of 40 allowed headers, S9.first for other 20 each
 * time</li>
 * <li>S10 hostile Access-Control-Request-Headers: (a) 8 KB of commas, (b) 8 KB of unknown
 * names, (c) and (d) the same with 64 KB, (e) as (b) after one allowed name</li>
 * <li>S11 among N exact origins, S12 among N patterns, S13 among N path policies</li>
 * </ul>
 */
public final class Scenarios {

	private static final int KB = 1024;

	private static final int SUBSETS = 512;

	private static final String ORIGIN = "https://app.example.com";

	private static final String STRANGER = "https://evil.example.net";

	private static final String ITEM = "/api/orders/42";

	private Scenarios() {
	}

	/**
	 * The names of all scenarios.
	 * @return what {@link #named} knows
	 */
	public static List<String> names() {
		List<String> names = new ArrayList<>(List.of("S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9", "S9.first",
				"S10a", "S10b", "S10c", "S10d", "S10e"));
		names.addAll(growth("S11", 100_000));
		names.addAll(growth("S12", 10_000));
		names.addAll(growth("S13", 1000));
		return names;
	}

	private static List<String> growth(String name, int largest) {
		return Stream.of(".hit.", ".miss.")
			.flatMap(
					(kind) -> IntStream.iterate(1, (n) -> n <= largest, (n) -> n * 10).mapToObj((n) -> name + kind + n))
			.toList();
	}

	/**
	 * Makes a scenario.
	 * @param name its name
	 * @return the scenario
	 */
	public static Scenario named(String name) {
		String[] parts = name.split("\\.");
		if (parts.length == 3) {
			return growing(name, parts[0], parts[1].equals("hit"), Integer.parseInt(parts[2]));
		}
		Policy basic = Policy.BASIC;
		Policy forty = basic.withHeaders(IntStream.range(0, 40).mapToObj(Scenarios::headerName).toList());
		return switch (name) {
			case "S1" -> new ScenarioBuilder(name, basic).get(ITEM).passedOn();
			case "S2" -> new ScenarioBuilder(name, basic).post(ITEM, Scenario.OWN_ORIGIN).passedOn();
			case "S3" -> new ScenarioBuilder(name, basic).get(ITEM, ORIGIN).allowed();
			case "S4" ->
				new ScenarioBuilder(name, basic.withOrigins(List.of("*")).withoutCredentials()).get(ITEM, ORIGIN)
					.allowed();
			case "S5" -> new ScenarioBuilder(name, basic).get(ITEM, STRANGER).denied();
			case "S6" -> preflight(name, basic, "authorization,content-type").allowed();
			case "S7" ->
				new ScenarioBuilder(name, basic).preflight(ITEM, STRANGER, List.of("authorization,content-type"))
					.denied();
			case "S8" -> preflight(name, basic, "authorization,x-debug").denied();
			case "S9" -> preflight(name, forty, twentyOfForty(1).get(0)).allowed();
			case "S9.first" ->
				new ScenarioBuilder(name, forty).preflight(ITEM, ORIGIN, twentyOfForty(SUBSETS)).allowed();
			case "S10a" -> preflight(name, basic, ",".repeat(8 * KB)).denied();
			case "S10b" -> preflight(name, basic, unknownNames(8 * KB)).denied();
			case "S10c" -> preflight(name, basic, unknownNames(64 * KB)).denied();
			case "S10d" -> preflight(name, basic, ",".repeat(64 * KB)).denied();
			case "S10e" -> preflight(name, basic, "authorization," + unknownNames(8 * KB)).denied();
			default -> throw new IllegalArgumentException("No scenario " + name);
		};
	}

	private static Scenario growing(String name, String axis, boolean hit, int count) {
		Policy basic = Policy.BASIC;
		int last = count - 1;
		return switch (axis) {
			case "S11" -> {
				Policy policy = basic.withOrigins(each(count, (i) -> "https://app-%06d.example.com".formatted(i)));
				yield decided(
						new ScenarioBuilder(name, policy).get(ITEM,
								hit ? policy.origins().get(last) : "https://app-%06d.example.net".formatted(last)),
						hit);
			}
			case "S12" -> {
				Policy policy = basic.withParentDomains(each(count, (i) -> "tenant%d.example.com".formatted(i)));
				String domain = policy.parentDomains().get(last);
				yield decided(new ScenarioBuilder(name, policy).get(ITEM,
						hit ? "https://app." + domain : "https://app.not" + domain), hit);
			}
			case "S13" -> {
				List<Policy> policies = each(count, (i) -> basic.withPath("/svc%d/**".formatted(i)));
				ScenarioBuilder builder = new ScenarioBuilder(name, policies);
				yield hit ? builder.get("/svc%d/orders/42".formatted(last), ORIGIN).allowed()
						: builder.get("/other/orders/42", ORIGIN).withoutPolicy();
			}
			default -> throw new IllegalArgumentException("No scenario " + name);
		};
	}

	private static Scenario decided(ScenarioBuilder builder, boolean allowed) {
		return allowed ? builder.allowed() : builder.denied();
	}

	private static ScenarioBuilder preflight(String name, Policy policy, String requestedHeaders) {
		return new ScenarioBuilder(name, policy).preflight(ITEM, ORIGIN, List.of(requestedHeaders));
	}

	private static <T> List<T> each(int count, IntFunction<T> element) {
		return IntStream.range(0, count).mapToObj(element).toList();
	}

	private static String headerName(int number) {
		return "x-application-%02d".formatted(number);
	}

	private static List<String> twentyOfForty(int subsets) {
		Random random = new Random(40);
		List<String> names = new ArrayList<>(IntStream.range(0, 40).mapToObj(Scenarios::headerName).toList());
		return each(subsets, (i) -> {
			Collections.shuffle(names, random);
			return String.join(",", names.stream().limit(20).sorted().toList());
		});
	}

	private static String unknownNames(int length) {
		StringBuilder names = new StringBuilder(length);
		for (int i = 0; names.length() < length - 9; i++) {
			names.append((i > 0) ? "," : "").append("x-%06d".formatted(i));
		}
		return names.toString();
	}

}
