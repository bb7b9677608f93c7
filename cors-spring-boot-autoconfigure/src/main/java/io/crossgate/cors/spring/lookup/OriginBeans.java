package io.crossgate.cors.spring.lookup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.util.ClassUtils;

import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.util.SpellingSuggester;

/**
 * Checks what policies name in {@code origins-from}: that there is such a bean, of a type
 * that decides about origins, and that it does not allow every one. Names and types are
 * checked without creating a bean.
 */
public final class OriginBeans {

	private static final Log logger = LogFactory.getLog("io.crossgate.cors.configuration");

	private static final String PROPERTY = "origins-from";

	private static final String CAFFEINE = "com.github.benmanes.caffeine.cache.Caffeine";

	private final ListableBeanFactory beans;

	/** By bean, the random origin that it has allowed, if it has. */
	private final Map<String, Optional<Origin>> probed = new ConcurrentHashMap<>();

	/** By policy, what is logged and no reason to end the start. */
	private final Map<String, Remark> remarks = new ConcurrentHashMap<>();

	/** Whether all beans exist, so that they can be asked. */
	private volatile boolean complete;

	/**
	 * Creates a check of the beans of an application.
	 * @param beans has the beans
	 */
	public OriginBeans(ListableBeanFactory beans) {
		this.beans = beans;
	}

	/**
	 * Checks a policy.
	 * @param policy the policy
	 * @return what is wrong with the bean that it names; empty if it names none
	 */
	public Optional<Problem> problem(CorsPolicy policy) {
		String name = policy.originsFrom();
		if (name.isEmpty()) {
			return Optional.empty();
		}
		if (!ClassUtils.isPresent(CAFFEINE, classLoader())) {
			return Optional.of(new Problem(ProblemCode.MISSING_DEPENDENCY, policy.name(), PROPERTY, name,
					"Answers are kept by Caffeine, which is not on the class path: add the dependency "
							+ "com.github.ben-manes.caffeine:caffeine, whose version Spring Boot manages."));
		}
		if (name.isBlank() || !this.beans.containsBean(name)) {
			return Optional.of(unknown(policy));
		}
		Class<?> type = type(name);
		if (type != null && LookupBean.TYPES.stream().noneMatch((lookup) -> lookup.isAssignableFrom(type))) {
			return Optional.of(problem(policy, "The bean is a " + type.getName()
					+ ", which does not decide about origins: " + LookupBean.typeNames() + candidates(), List.of()));
		}
		return this.complete ? probe(policy) : Optional.empty();
	}

	/**
	 * Checks policies when all beans exist, and from now on also what the beans answer.
	 * @param policies the policies in force
	 * @return what is wrong with the beans that they name
	 */
	public List<Problem> complete(List<CorsPolicy> policies) {
		this.complete = true;
		return policies.stream().flatMap((policy) -> problem(policy).stream()).toList();
	}

	private @Nullable ClassLoader classLoader() {
		return (this.beans instanceof ConfigurableBeanFactory factory) ? factory.getBeanClassLoader()
				: getClass().getClassLoader();
	}

	/** Return the type of a bean, as far as it is known before the bean exists. */
	private @Nullable Class<?> type(String name) {
		try {
			return this.beans.getType(name, false);
		}
		catch (BeansException ex) {
			return null;
		}
	}

	private Problem unknown(CorsPolicy policy) {
		List<String> names = names();
		String name = policy.originsFrom();
		List<PolicyEdit> fix = SpellingSuggester.nearest(name, names)
			.or(() -> (names.size() == 1) ? Optional.of(names.get(0)) : Optional.empty())
			.map((nearest) -> List.of(PolicyEdit.set(PROPERTY, nearest)))
			.orElse(List.of());
		return problem(policy, "There is no bean of that name." + candidates(), fix);
	}

	private String candidates() {
		List<String> names = names();
		return names.isEmpty() ? " No bean decides about origins: declare an OriginLookup."
				: " Those that decide about origins are " + String.join(", ", names) + ".";
	}

	private List<String> names() {
		TreeSet<String> names = new TreeSet<>();
		for (Class<?> type : LookupBean.TYPES) {
			names.addAll(List.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beans, type, true, false)));
		}
		return new ArrayList<>(names);
	}

	private static Problem problem(CorsPolicy policy, String message, List<PolicyEdit> edits) {
		return new Problem(ProblemCode.UNKNOWN_ORIGINS_BEAN, policy.name(), PROPERTY, policy.originsFrom(), message,
				edits);
	}

	private Optional<Problem> probe(CorsPolicy policy) {
		OriginLookupCache cache = this.beans.getBeanProvider(OriginLookupCache.class).getIfAvailable();
		if (cache == null) {
			return Optional.empty();
		}
		String name = policy.originsFrom();
		Optional<Origin> allowed = this.probed.get(name);
		if (allowed == null) {
			OriginProbe probe;
			try {
				probe = OriginProbe.of(cache.bean(name), cache.executor());
			}
			catch (IllegalStateException ex) {
				return Optional.of(problem(policy, ex.getMessage() + candidates(), List.of()));
			}
			allowed = Optional.ofNullable(probe.allowed());
			if (probe.failure() == null) {
				this.probed.put(name, allowed);
			}
			else {
				cache.failures().log(name, policy.name(), probe.failure());
				remark(policy, true, "The bean " + LookupFailureLog.what(probe.failure())
						+ " when it was asked about an origin made up at random.");
			}
		}
		return allowed.flatMap((origin) -> acceptsEveryOrigin(policy, origin));
	}

	private Optional<Problem> acceptsEveryOrigin(CorsPolicy policy, Origin origin) {
		String message = "The bean allows " + origin + ", an origin made up at random, so it seems to allow every one"
				+ (policy.allowCredentials() ? ": any website could read your users' data." : ".")
				+ " It has to compare the whole origin with those that it knows.";
		if (policy.allowCredentials()) {
			return Optional.of(new Problem(ProblemCode.ACCEPTS_EVERY_ORIGIN, policy.name(), PROPERTY,
					policy.originsFrom(), message));
		}
		logger.warn("CORS policy '" + policy.name() + "', origins-from '" + policy.originsFrom() + "': " + message);
		remark(policy, false, message);
		return Optional.empty();
	}

	private void remark(CorsPolicy policy, boolean failed, String message) {
		this.remarks.put(policy.name(), new Remark(policy.name(), policy.originsFrom(), failed, message));
	}

	/**
	 * Return what was logged of the beans when they were asked.
	 * @return at most one remark for each policy
	 */
	public List<Remark> remarks() {
		return List.copyOf(this.remarks.values());
	}

	/**
	 * What is worth a warning of a bean that a policy names.
	 *
	 * @param policy the name of the policy
	 * @param bean the name of the bean
	 * @param failed whether it has not answered
	 * @param message what it has done, in whole sentences
	 */
	public record Remark(String policy, String bean, boolean failed, String message) {

	}

}
