package io.crossgate.cors.spring.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.springframework.boot.json.JsonWriter;

import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.spring.check.Finding.Place;
import io.crossgate.cors.util.Documentation;
import io.crossgate.cors.util.EnumNames;

/**
 * The report for programs: all findings, whatever their number.
 */
final class JsonReport {

	private JsonReport() {
	}

	static String write(CheckReport report) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("exitCode", report.exitCode());
		json.put("complete", report.complete());
		json.put("findings", report.findings().stream().map(JsonReport::finding).toList());
		json.put("failures", report.failures());
		return write(json);
	}

	/** Writes maps, lists and what stands in them. */
	static String write(Map<String, Object> json) {
		return JsonWriter.<Map<String, Object>>standard().withNewLineAtEnd().writeToString(json);
	}

	private static Map<String, Object> finding(Finding finding) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
		json.put("code", finding.code());
		json.put("subject", finding.subject());
		json.put("message", finding.message());
		json.put("place", place(finding.place()));
		json.put("remedies", finding.remedies());
		json.put("edits", edits(finding.edits()));
		json.put("help", Documentation.ofProblem(finding.code()));
		return json;
	}

	private static Map<String, Object> place(Place place) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("text", place.text());
		if (place.file() != null) {
			json.put("file", place.file());
			json.put("line", place.line());
			json.put("column", place.column());
		}
		if (place.type() != null) {
			json.put("class", place.type());
		}
		if (place.member() != null) {
			json.put("method", place.member());
		}
		return json;
	}

	static List<Map<String, Object>> edits(List<PolicyEdit> edits) {
		return edits.stream().map(JsonReport::edit).toList();
	}

	private static Map<String, Object> edit(PolicyEdit edit) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("operation", EnumNames.kebabCase(edit.operation()));
		json.put("property", edit.property());
		if (edit.isOfEntry()) {
			json.put("entry", edit.entry());
		}
		json.put("values", edit.values());
		json.put("example", edit.example());
		return json;
	}

}
