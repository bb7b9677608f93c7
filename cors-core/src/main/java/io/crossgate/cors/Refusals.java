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

	private final @Nullable CorsDecision[] byReason = new CorsDecision[Reason.values().length];

	Refusals(Set<Reason> reasons, Function<Reason, CorsDecision> refusal) {
		for (Reason reason : reasons) {
			this.byReason[reason.ordinal()] = refusal.apply(reason);
		}
	}

	CorsDecision of(Reason reason) {
		return Objects.requireNonNull(this.byReason[reason.ordinal()]);
	}

}
