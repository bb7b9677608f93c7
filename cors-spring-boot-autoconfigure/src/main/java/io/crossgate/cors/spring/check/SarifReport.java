package io.crossgate.cors.spring.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

import io.crossgate.cors.spring.check.Finding.Place;
import io.crossgate.cors.spring.check.Finding.Severity;
import io.crossgate.cors.spring.check.SourceTree.Position;
import io.crossgate.cors.util.Documentation;

/**
 * The report for code scanning. Files of the class path are named as they stand in the
 * sources, where these are below the working directory. What has no file is located in
 * the application's configuration, or in its main class.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF
 * 2.1.0</a>
 */
final class SarifReport {

	private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

	/** Where most applications have their configuration. */
	private static final String UNKNOWN = "src/main/resources/application.yml";

	private static final String TOOL = "cors-spring-boot-starter";

	private static final String NOWHERE = "It is written in no place that is known; this is the application's.";

	private static final String OUTSIDE = " is in no source here; this is the application's.";

	private final SourceTree sources = new SourceTree();

	/** Stands for what has no file. */
	private final Position application;

	private SarifReport(CheckReport report, @Nullable String application) {
		Position configuration = this.sources.configuration();
		if (configuration == null && application != null) {
			configuration = this.sources.position(application, null);
		}
		this.application = (configuration != null) ? configuration
				: report.findings()
					.stream()
					.flatMap((finding) -> Stream.ofNullable(position(finding.place())))
					.map((position) -> new Position(position.uri(), 1))
					.findFirst()
					.orElse(new Position(UNKNOWN, 1));
	}

	/**
	 * Writes a report.
	 * @param report the report
	 * @param application the main class, or {@code null} if it is not known
	 */
	static String write(CheckReport report, @Nullable String application) {
		return new SarifReport(report, application).write(report);
	}

	private String write(CheckReport report) {
		List<String> codes = report.findings().stream().map(Finding::code).distinct().toList();
		Map<String, Object> driver = new LinkedHashMap<>();
		driver.put("name", TOOL);
		String version = SarifReport.class.getPackage().getImplementationVersion();
		if (version != null) {
			driver.put("version", version);
		}
		driver.put("informationUri", Documentation.REPOSITORY);
		driver.put("rules", codes.stream().map(SarifReport::rule).toList());
		Map<String, Object> invocation = new LinkedHashMap<>();
		invocation.put("executionSuccessful", report.failures().isEmpty());
		invocation.put("exitCode", report.exitCode());
		invocation.put("toolExecutionNotifications",
				report.failures()
					.stream()
					.map((failure) -> Map.of("level", "error", "message", text(failure)))
					.toList());
		Map<String, Object> run = new LinkedHashMap<>();
		run.put("tool", Map.of("driver", driver));
		run.put("invocations", List.of(invocation));
		run.put("columnKind", "utf16CodeUnits");
		run.put("results", report.findings().stream().map((finding) -> result(finding, codes)).toList());
		Map<String, Object> log = new LinkedHashMap<>();
		log.put("$schema", SCHEMA);
		log.put("version", "2.1.0");
		log.put("runs", List.of(run));
		return JsonReport.write(log);
	}

	private static Map<String, Object> rule(String code) {
		Map<String, Object> rule = new LinkedHashMap<>();
		String words = StringUtils.capitalize(code.replace('-', ' '));
		rule.put("id", code);
		if (code.contains("-")) {
			// A name that says what the id says is none.
			rule.put("name", Arrays.stream(code.split("-")).map(StringUtils::capitalize).collect(Collectors.joining()));
		}
		rule.put("shortDescription", text(words));
		rule.put("fullDescription", text(words + ": what it is and what solves it stands in the documentation."));
		String help = Documentation.ofProblem(code);
		rule.put("helpUri", help);
		rule.put("help", text(help));
		return rule;
	}

	private Map<String, Object> result(Finding finding, List<String> codes) {
		Map<String, Object> result = new LinkedHashMap<>();
		result.put("ruleId", finding.code());
		result.put("ruleIndex", codes.indexOf(finding.code()));
		result.put("level", level(finding.severity()));
		result.put("message", text(message(finding)));
		result.put("locations", List.of(location(finding.place())));
		Map<String, Object> properties = new LinkedHashMap<>();
		properties.put("severity", finding.severity().name());
		properties.put("subject", finding.subject());
		properties.put("edits", JsonReport.edits(finding.edits()));
		result.put("properties", properties);
		return result;
	}

	private static String level(Severity severity) {
		return switch (severity) {
			case ERROR, RISK -> "error";
			case WARN -> "warning";
			case NOTE -> "note";
		};
	}

	private static String message(Finding finding) {
		List<String> parts = new ArrayList<>();
		parts.add(finding.subject() + ": " + finding.message());
		if (!finding.remedies().isEmpty()) {
			parts.add("Fix: " + String.join(", or ", finding.remedies()));
		}
		return String.join(" ", parts);
	}

	private static Map<String, Object> text(String text) {
		return Map.of("text", text);
	}

	/** Code scanning drops what has no line of a file, so that every finding has one. */
	private Map<String, Object> location(Place place) {
		Map<String, Object> location = new LinkedHashMap<>();
		Position position = position(place);
		if (position == null) {
			location.put("physicalLocation", physical(this.application, 0));
			location.put("message", text(place.text().isEmpty() ? NOWHERE : place.text() + OUTSIDE));
		}
		else {
			location.put("physicalLocation", physical(position, place.column()));
		}
		String type = place.type();
		if (type != null) {
			Map<String, Object> logical = new LinkedHashMap<>();
			String member = place.member();
			logical.put("name", (member != null) ? member : type.substring(type.lastIndexOf('.') + 1));
			logical.put("fullyQualifiedName", (member != null) ? type + "." + member : type);
			logical.put("kind", (member != null) ? "function" : "type");
			location.put("logicalLocations", List.of(logical));
		}
		else if (place.file() == null && !place.text().isEmpty()) {
			location.put("logicalLocations", List.of(Map.of("fullyQualifiedName", place.text())));
		}
		return location;
	}

	private @Nullable Position position(Place place) {
		if (place.file() != null) {
			return new Position(this.sources.uri(place.file()), Math.max(1, place.line()));
		}
		return (place.type() != null) ? this.sources.position(place.type(), place.member()) : null;
	}

	private static Map<String, Object> physical(Position position, int column) {
		Map<String, Object> region = new LinkedHashMap<>();
		region.put("startLine", position.line());
		if (column > 0) {
			region.put("startColumn", column);
		}
		Map<String, Object> physical = new LinkedHashMap<>();
		physical.put("artifactLocation", Map.of("uri", position.uri()));
		physical.put("region", region);
		return physical;
	}

}
