package io.crossgate.cors.spring.lookup;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import io.crossgate.cors.fetch.Tokens;
import io.crossgate.cors.origin.AsyncOriginLookup;
import io.crossgate.cors.origin.OriginLookup;
import io.crossgate.cors.origin.OriginQuery;

/**
 * A bean that decides about origins, whichever of the three kinds it is.
 *
 * @param name the bean's name
 * @param bean the bean
 * @param uses the facts it declares, in lower case
 */
record LookupBean(String name, Object bean, Set<String> uses) {

	static final List<Class<?>> TYPES = List.of(OriginLookup.class, AsyncOriginLookup.class,
			ReactiveOriginLookup.class);

	private static final Set<String> PSEUDO_HEADERS = Set.of(":path");

	/**
	 * Return a bean, ready to be asked.
	 * @throws IllegalStateException if it is none that can be
	 */
	static LookupBean of(String name, Object bean) {
		Set<String> uses = new TreeSet<>();
		for (String fact : declared(name, bean)) {
			if (!PSEUDO_HEADERS.contains(fact) && !Tokens.isToken(fact)) {
				throw new IllegalStateException("The bean '" + name + "' declares in uses() what is no header's name, "
						+ "nor host or :path: " + fact);
			}
			uses.add(Tokens.toAsciiLowerCase(fact));
		}
		return new LookupBean(name, bean, uses);
	}

	private static Set<String> declared(String name, Object bean) {
		if (bean instanceof OriginLookup lookup) {
			return lookup.uses();
		}
		if (bean instanceof AsyncOriginLookup lookup) {
			return lookup.uses();
		}
		if (bean instanceof ReactiveOriginLookup lookup) {
			return lookup.uses();
		}
		throw new IllegalStateException("The bean '" + name + "' is a " + bean.getClass().getName()
				+ ", which does not decide about origins: " + typeNames());
	}

	static String typeNames() {
		return TYPES.stream().map(Class::getSimpleName).collect(Collectors.joining(", ", "it has to be one of ", "."));
	}

	/**
	 * Asks the bean.
	 * @return a {@code Boolean}, a {@code CompletionStage} of one, or {@code null}
	 */
	@Nullable Object ask(OriginQuery query) throws Exception {
		if (this.bean instanceof OriginLookup lookup) {
			return lookup.allows(query);
		}
		return (this.bean instanceof AsyncOriginLookup lookup) ? lookup.allows(query)
				: Reactive.ask((ReactiveOriginLookup) this.bean, query);
	}

	/** Reactor need not be there. */
	private static final class Reactive {

		static @Nullable Object ask(ReactiveOriginLookup lookup, OriginQuery query) {
			@Nullable Mono<Boolean> answer = lookup.allows(query);
			return (answer != null) ? answer.toFuture() : null;
		}

	}

}
