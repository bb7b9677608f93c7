package io.crossgate.cors.spring.takeover;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.springframework.web.cors.CorsConfiguration;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.spring.conflict.content.OtherCors;
import io.crossgate.cors.spring.conflict.content.OtherCors.Rule;
import io.crossgate.cors.spring.conflict.content.OtherCors.Stage;

/**
 * Judges what other CORS code says by the codes of policies, as Spring understands it: a
 * star crosses dots, case and a slash at the end of an exact origin do not matter.
 */
final class OtherCorsJudge {

	private final CorsPolicies policies;

	/**
	 * Creates a judge.
	 * @param policies the policies in force, behind which an endpoint's own check may
	 * accept every origin
	 */
	OtherCorsJudge(CorsPolicies policies) {
		this.policies = policies;
	}

	/** Return what is wrong, with everything said once. */
	List<Judged> judge(List<OtherCors> speakers) {
		List<Judged> judged = new ArrayList<>();
		Set<List<Object>> seen = new LinkedHashSet<>();
		for (OtherCors speaker : speakers) {
			for (Rule rule : (speaker.stage() == Stage.NOWHERE) ? List.<Rule>of() : speaker.rules()) {
				CorsConfiguration configuration = rule.configuration();
				if (configuration != null && !isChecked(speaker, rule)) {
					for (Fault fault : Translation
						.of(configuration, "judged", List.of("/judged"), this.policies.context())
						.faults()) {
						if (seen.add(List.of(speaker.kind(), speaker.where(), fault, rule.where()))) {
							judged.add(new Judged(speaker, rule, fault));
						}
					}
				}
			}
		}
		return judged;
	}

	/** A policy decides about the handshake before the endpoint does. */
	private boolean isChecked(OtherCors speaker, Rule rule) {
		return speaker.stage() == Stage.HANDSHAKE
				&& SpringPaths.exact(rule.path()).flatMap((path) -> this.policies.find(path.example())).isPresent();
	}

	/**
	 * Something wrong.
	 *
	 * @param speaker who says it
	 * @param rule what is said
	 * @param fault what is wrong with it
	 */
	record Judged(OtherCors speaker, Rule rule, Fault fault) {

	}

}
