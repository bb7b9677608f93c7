package io.crossgate.cors.spring.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.env.Environment;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.policy.format.PolicyFormat;
import io.crossgate.cors.policy.format.PolicySection;
import io.crossgate.cors.policy.validation.PolicyCorrection;
import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.spring.autoconfigure.keys.PropertyLocation.WrittenSection;

/**
 * The configuration with all problems of a start solved together: one corrected section
 * for each policy and place, what only the author can decide, and how to take risks.
 */
final class CorrectedConfiguration {

	private static final String SAME_ORIGINS = "same-origins";

	/** More policies are not repeated. */
	private static final int MAX_POLICIES = 20;

	private final Environment environment;

	private final Function<Problem, WrittenSection> finder;

	private final List<Problem> problems;

	private final Map<String, PolicySection> declared = new LinkedHashMap<>();

	private final Map<String, String> beans;

	private final PolicyCorrection correction;

	private final CorrectedSections sections = new CorrectedSections(true);

	private final CorrectedSections acceptances = new CorrectedSections(false);

	CorrectedConfiguration(Environment environment, InvalidCorsPolicyException failure) {
		this.environment = environment;
		this.finder = WrittenSection.finder(environment);
		this.problems = failure.problems().stream().filter(Problem::isFatal).toList();
		this.declared.put(CorsPolicy.DEFAULT_NAME,
				PolicySection.of(CorsPolicy.DEFAULT_NAME).with("paths", List.of("/**")));
		DeploymentContext context = DeploymentContext.none();
		Map<String, String> beans = Map.of();
		if (failure instanceof InvalidCorsConfigurationException known) {
			known.policies().forEach((policy) -> this.declared.put(policy.name(), PolicySection.of(policy)));
			context = known.context();
			beans = known.beans();
		}
		this.beans = beans;
		this.problems.forEach(this::dropMisread);
		List<String> sameOrigins = bound(CorsPolicy.DEFAULT_NAME, SAME_ORIGINS);
		this.declared.computeIfPresent(CorsPolicy.DEFAULT_NAME,
				(name, section) -> sameOrigins.isEmpty() ? section : section.with(SAME_ORIGINS, sameOrigins));
		declare("protection.trusted-origins", context.protection().trustedOrigins());
		declare("protection.exempt-paths", context.protection().exemptPaths());
		this.correction = PolicyCorrection.of(this.declared.values(), this.problems, context);
		Set<String> policies = new LinkedHashSet<>();
		this.problems.forEach((problem) -> policies.add(problem.policy()));
		policies.stream().limit(MAX_POLICIES).forEach(this::correct);
	}

	/**
	 * What is read under another name than it is written is not there once it is
	 * corrected.
	 */
	private void dropMisread(Problem problem) {
		if (problem.code() == ProblemCode.MALFORMED_POLICY_NAME) {
			for (PolicyEdit edit : problem.edits()) {
				ConfigurationPropertyName place = ConfigurationPropertyName.adapt(edit.property(), '.');
				if (edit.operation() == PolicyEdit.Operation.REMOVE && place.getNumberOfElements() == 3) {
					this.declared.remove(place.getLastElement(Form.ORIGINAL));
				}
			}
		}
	}

	private void declare(String key, List<String> values) {
		this.declared.computeIfPresent(CorsPolicy.DEFAULT_NAME,
				(name, section) -> values.isEmpty() ? section : section.with(key, values));
	}

	/** Return the problems that only the author can solve. */
	List<Problem> remaining() {
		return this.correction.remaining();
	}

	/** Return the corrected sections, each with the place where it belongs. */
	List<String> sections() {
		return this.sections.paragraphs();
	}

	/** Return what to write instead to take all risks. */
	List<String> acceptances() {
		return this.acceptances.paragraphs();
	}

	private void correct(String policy) {
		List<WrittenSection> written = written(policy);
		for (Map<String, List<PolicyEdit>> round : this.correction.rounds()) {
			Map<Integer, List<PolicyEdit>> byPlace = new LinkedHashMap<>();
			for (PolicyEdit edit : round.getOrDefault(policy, List.of())) {
				byPlace.computeIfAbsent(place(policy, edit, written), (index) -> new ArrayList<>()).add(edit);
			}
			byPlace.forEach((index, edits) -> {
				PolicySection corrected = written.get(index).section().apply(edits);
				written.set(index, written.get(index).with(noted(corrected, edits)));
				this.sections.put(written.get(index), edits);
			});
		}
		List<PolicyEdit> risks = new ArrayList<>();
		this.problems.stream()
			.filter((problem) -> problem.policy().equals(policy))
			.forEach((problem) -> problem.acceptance().ifPresent(risks::add));
		if (!risks.isEmpty()) {
			WrittenSection place = written.get(place(policy, risks.get(0), written));
			this.acceptances.put(place.with(place.section().apply(risks).only(List.of(risks.get(0).property()))),
					risks);
		}
	}

	private List<WrittenSection> written(String policy) {
		PolicySection section = this.declared.getOrDefault(policy, PolicySection.of(policy));
		List<WrittenSection> written = new ArrayList<>();
		if (this.beans.containsKey(policy)) {
			written.add(new WrittenSection(policy, "the " + this.beans.get(policy), PolicyFormat.JAVA, section));
			return written;
		}
		PolicySection customized = section
			.only(section.keys().stream().filter((key) -> this.beans.containsKey(policy + "." + key)).toList());
		if (!customized.keys().isEmpty()) {
			written.add(new WrittenSection(CorsPolicyCustomizer.class, "the CorsPolicyCustomizer that sets it",
					PolicyFormat.JAVA, customized));
		}
		for (WrittenSection source : WrittenSection.of(policy, this.environment)) {
			written.add(source.with(faithful(source.section(), section)));
		}
		return written;
	}

	private List<String> bound(String policy, String key) {
		try {
			return Binder.get(this.environment)
				.bind(WrittenSection.name(policy, key), Bindable.listOf(String.class))
				.orElse(List.of());
		}
		catch (BindException ex) {
			// Which is one of the problems.
			return List.of();
		}
	}

	/** A list whose placeholders hold several entries is shown with these. */
	private static PolicySection faithful(PolicySection written, PolicySection declared) {
		PolicySection section = written;
		for (String key : section.keys()) {
			List<String> resolved = declared.values(key);
			if (!resolved.isEmpty() && resolved.size() != section.values(key).size()) {
				section = section.with(key, resolved);
			}
		}
		return section;
	}

	/** Return where an edit belongs: where its key is, or its problem. */
	private int place(String policy, PolicyEdit edit, List<WrittenSection> written) {
		for (int i = 0; i < written.size(); i++) {
			if (written.get(i).section().keys().contains(edit.property())) {
				return i;
			}
		}
		WrittenSection place = this.problems.stream()
			.filter((problem) -> problem.policy().equals(policy)
					&& (problem.edits().contains(edit) || problem.acceptance().filter(edit::equals).isPresent()))
			.findFirst()
			.map(this.finder)
			.orElse(new WrittenSection(null, null, PolicyFormat.YAML, PolicySection.of(policy)));
		for (int i = 0; i < written.size(); i++) {
			if (Objects.equals(place.source(), written.get(i).source())) {
				return i;
			}
		}
		if (written.isEmpty() || place.source() != null) {
			written.add(place);
		}
		return (place.source() != null) ? written.size() - 1 : 0;
	}

	private PolicySection noted(PolicySection section, List<PolicyEdit> edits) {
		PolicySection noted = section;
		for (PolicyEdit edit : edits) {
			if (edit.example()) {
				noted = noted.withNote(edit.property(), "an example: write your own");
			}
		}
		for (Problem problem : remaining()) {
			if (problem.policy().equals(section.policy())) {
				noted = noted.withNote(problem.key(), "yours to decide: " + problem.code().code());
			}
		}
		return noted;
	}

}
