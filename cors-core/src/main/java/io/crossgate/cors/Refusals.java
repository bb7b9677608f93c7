package io.crossgate.cors;

import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The refusals of one kind, by reason. An array, because an {@code EnumMap} looks at the
 * class of its key each time.
 */
@SuppressWarnings("EnumOrdinal")
final class Refusals {

	private final @Nullable CorsDecision[] byReason = new CorsDecision[DecisionReason.values().length];

	Refusals(Set<DecisionReason> reasons, Function<DecisionReason, CorsDecision> refusal) {
		for (DecisionReason reason : reasons) {
			this.byReason[reason.ordinal()] = refusal.apply(reason);
		}
	}

	CorsDecision of(DecisionReason reason) {
		return Objects.requireNonNull(this.byReason[reason.ordinal()]);
	}

}
