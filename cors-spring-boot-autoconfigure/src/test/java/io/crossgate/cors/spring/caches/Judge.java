package io.crossgate.cors.spring.caches;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Says what is wrong with an answer for the client that got it, by the table of
 * {@link Page} and {@link Site} alone.
 */
final class Judge {

	private Judge() {
	}

	/** What is wrong with an answer, from wherever it comes. */
	static List<String> faults(Visit visit, Answer answer) {
		List<String> faults = new ArrayList<>();
		Page page = visit.page();
		expect(faults, "Access-Control-Allow-Origin", visit.site().allowOrigin(page.policy()),
				answer.only("Access-Control-Allow-Origin"));
		vary(faults, visit, answer);
		if (visit.site().isRefused(page.policy())) {
			expect(faults, "status", 403, answer.status());
			expect(faults, "Cache-Control", "no-store", answer.only("Cache-Control"));
			expect(faults, "body", "", answer.body());
		}
		else if (visit.isPreflight()) {
			expect(faults, "status", (visit.site().allowOrigin(page.policy()) != null) ? 204 : 403, answer.status());
		}
		else if (visit.method().equals("GET")) {
			content(faults, visit, answer);
		}
		else if (visit.kind() == Visit.Kind.HEAD) {
			expect(faults, "status", page.status(), answer.status());
			expect(faults, "body", "", answer.body());
		}
		return faults;
	}

	private static void vary(List<String> faults, Visit visit, Answer answer) {
		List<String> names = new ArrayList<>();
		if (visit.page().policy().varies()) {
			names.add("Origin");
		}
		// Whoever answers before the page does need not know what the page varies by.
		boolean ofThePage = visit.method().equals("GET") && !visit.site().isRefused(visit.page().policy())
				&& answer.status() != 304;
		// A client that gets the plain file can do with it, whatever it understands.
		boolean plainFile = visit.page() == Page.FILE && !answer.isCompressed();
		if (ofThePage && !plainFile) {
			names.addAll(visit.page().varies());
		}
		if (!names.isEmpty() && answer.lines("Vary").size() != 1) {
			faults.add("not one Vary line: " + answer.lines("Vary"));
		}
		for (String name : names) {
			if (!answer.varies().contains(name.toLowerCase(Locale.ROOT))) {
				faults.add("no Vary: " + name);
			}
		}
		if (!visit.page().policy().varies() && answer.varies().contains("origin")) {
			faults.add("Vary: Origin where everybody gets the same");
		}
	}

	private static void content(List<String> faults, Visit visit, Answer answer) {
		String body = visit.page().body(visit.language());
		switch (answer.status()) {
			case 206 -> {
				expect(faults, "range asked for", Visit.Kind.RANGE, visit.kind());
				expect(faults, "body", body.substring(0, 10), answer.body());
			}
			case 304 -> {
				expect(faults, "what the client has", Visit.Kind.AGAIN, visit.kind());
				expect(faults, "body", "", answer.body());
			}
			default -> {
				expect(faults, "status", visit.page().status(), answer.status());
				expect(faults, "body", body, answer.body());
			}
		}
		if (answer.isCompressed() && (!visit.gzip() || visit.kind() == Visit.Kind.RANGE)) {
			faults.add("compressed for a client that does not understand it");
		}
	}

	private static void expect(List<String> faults, String what, Object expected, Object actual) {
		boolean same = (expected != null) ? expected.equals(actual) : (actual == null);
		if (!same) {
			faults.add(what + ": " + actual + " instead of " + expected);
		}
	}

	/** What a cache has made different from what the application itself answers. */
	static List<String> differences(Answer answer, Answer direct) {
		List<String> differences = new ArrayList<>();
		expect(differences, "headers of CORS", direct.cors(), answer.cors());
		expect(differences, "ETag", direct.only("ETag"), answer.only("ETag"));
		return differences;
	}

}
