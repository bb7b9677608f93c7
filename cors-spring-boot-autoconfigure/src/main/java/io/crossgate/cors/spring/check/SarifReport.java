package io.crossgate.cors.spring.check;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import org.springframework.web.util.UriUtils;

import io.crossgate.cors.spring.check.Finding.Place;
import io.crossgate.cors.spring.check.Finding.Severity;

/**
 * The report for code scanning. Files of the class path are named as they stand in the
 * sources, where these are below the working directory.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF
 * 2.1.0</a>
 */
final class SarifReport {

	private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

	private static final String TOOL = "cors-spring-boot-starter";

	private static final String REPOSITORY = "https://github.com/crossgate/cors-spring-boot-starter";

	/** Has a section for each code, whose anchor is the code. */
	private static final String PROBLEMS = REPOSITORY + "/blob/main/cors-spring-boot-autoconfigure/docs/problems.md";

	private static final List<String> RESOURCES = List.of("src/main/resources/");

	private static final List<String> CLASSES = List.of("src/main/java/%s.java", "src/main/kotlin/%s.kt");

	private SarifReport() {
	}

	static String write(CheckReport report) {
		List<String> codes = report.findings().stream().map(Finding::code).distinct().toList();
		Map<String, Object> driver = new LinkedHashMap<>();
		driver.put("name", TOOL);
		String version = SarifReport.class.getPackage().getImplementationVersion();
		if (version != null) {
			driver.put("version", version);
		}
		driver.put("informationUri", REPOSITORY);
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
		rule.put("name", Arrays.stream(code.split("-")).map(StringUtils::capitalize).collect(Collectors.joining()));
		rule.put("shortDescription", text(words));
		rule.put("fullDescription", text(words + ": what it is and what solves it stands in the documentation."));
		rule.put("helpUri", help(code));
		rule.put("help", text(help(code)));
		return rule;
	}

	/** Return the section about a code. */
	static String help(String code) {
		return PROBLEMS + "#" + code;
	}

	private static Map<String, Object> result(Finding finding, List<String> codes) {
		Map<String, Object> result = new LinkedHashMap<>();
		result.put("ruleId", finding.code());
		result.put("ruleIndex", codes.indexOf(finding.code()));
		result.put("level", level(finding.severity()));
		result.put("message", text(message(finding)));
		Map<String, Object> location = location(finding.place());
		if (!location.isEmpty()) {
			result.put("locations", List.of(location));
		}
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

	private static Map<String, Object> location(Place place) {
		Map<String, Object> location = new LinkedHashMap<>();
		if (place.file() != null) {
			Map<String, Object> physical = new LinkedHashMap<>();
			physical.put("artifactLocation", Map.of("uri", uri(place.file())));
			Map<String, Object> region = new LinkedHashMap<>();
			region.put("startLine", place.line());
			if (place.column() > 0) {
				region.put("startColumn", place.column());
			}
			physical.put("region", region);
			location.put("physicalLocation", physical);
		}
		String type = place.type();
		if (type != null) {
			String source = source(type);
			if (source != null) {
				location.put("physicalLocation", Map.of("artifactLocation", Map.of("uri", source)));
			}
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

	/** Viewers open what is relative to the repository. */
	private static String uri(String file) {
		for (String folder : RESOURCES) {
			if (isFile(folder + file)) {
				return UriUtils.encodePath(folder + file, StandardCharsets.UTF_8);
			}
		}
		String path = UriUtils.encodePath(file.replace('\\', '/'), StandardCharsets.UTF_8);
		return path.startsWith("/") ? "file://" + path : path;
	}

	/** Return the source of a class; of a nested one that of the outermost. */
	private static @Nullable String source(String type) {
		String outermost = type.contains("$") ? type.substring(0, type.indexOf('$')) : type;
		for (String pattern : CLASSES) {
			String file = pattern.formatted(outermost.replace('.', '/'));
			if (isFile(file)) {
				return UriUtils.encodePath(file, StandardCharsets.UTF_8);
			}
		}
		return null;
	}

	private static boolean isFile(String path) {
		try {
			return Files.isRegularFile(Path.of(path));
		}
		catch (InvalidPathException ex) {
			return false;
		}
	}

}
