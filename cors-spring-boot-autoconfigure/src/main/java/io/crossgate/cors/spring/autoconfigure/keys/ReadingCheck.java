package io.crossgate.cors.spring.autoconfigure.keys;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.TextResourceOrigin;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.PolicyProperty;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;

/**
 * Finds words without quotes that YAML 1.1 reads as something else: {@code NO} is false,
 * {@code 1.10} is 1.1, {@code 010} is 8 and {@code 1:30} is 90.
 */
final class ReadingCheck {

	private ReadingCheck() {
	}

	static List<Problem> find(List<WrittenProperty> properties) {
		List<Problem> problems = new ArrayList<>();
		for (WrittenProperty property : properties) {
			Object value = property.raw();
			if (value instanceof Boolean || value instanceof Number) {
				Problem problem = check(property, value.toString());
				if (problem != null) {
					problems.add(problem);
				}
			}
		}
		return problems;
	}

	private static @Nullable Problem check(WrittenProperty property, String read) {
		List<String> parts = property.parts();
		boolean policy = parts.size() > 2 && CorsPolicy.uniformName(parts.get(0)).equals("policies");
		String key = PropertyKeys.ofPolicy(parts.get(parts.size() - 1), false);
		PropertyType type = (key != null) ? PropertyType.of(key) : null;
		if (key == null || type == null || type.type() == PolicyProperty.Type.FLAG
				|| type.type() == PolicyProperty.Type.CHOICE
				|| !(property.origin() instanceof TextResourceOrigin origin)) {
			return null;
		}
		String rest = SourceText.at(origin);
		String word = (rest != null) ? SourceText.word(rest) : read;
		if (word.isEmpty() || word.equals(read)) {
			return null;
		}
		String index = property.isEntry() ? property.text().substring(property.text().lastIndexOf('[')) : "";
		return new Problem(ProblemCode.MISREAD_VALUE, policy ? parts.get(1) : CorsPolicy.DEFAULT_NAME, key + index,
				word, "Without quotes, YAML reads it as " + read + ((type.type() == PolicyProperty.Type.LIST)
						? "; write \"" + word + "\"." : "; write what is meant, with its unit."));
	}

}
