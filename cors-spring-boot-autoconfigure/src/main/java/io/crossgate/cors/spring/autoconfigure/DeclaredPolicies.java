package io.crossgate.cors.spring.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.core.type.MethodMetadata;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.policy.PolicyProperty;
import io.crossgate.cors.policy.format.PolicySection;
import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.spring.autoconfigure.keys.PropertyProblems;
import io.crossgate.cors.spring.lookup.OriginBeans;

/**
 * The policies of properties and beans, customized. Knows which bean has declared or
 * changed what, so that no file is blamed for it.
 */
final class DeclaredPolicies {

	private static final Log logger = LogFactory.getLog("io.crossgate.cors.configuration");

	private final ListableBeanFactory beans;

	private @Nullable OriginBeans origins;

	/** Whether all beans exist. */
	private boolean complete;

	private volatile List<Shadow> shadows = List.of();

	DeclaredPolicies(ListableBeanFactory beans) {
		this.beans = beans;
	}

	/** Return the policies of the properties and the beans, customized. */
	Declaration read(CorsProperties properties, PropertyProblems keys) {
		Declaration declaration = new Declaration();
		Map<String, CorsPolicy> policies = new LinkedHashMap<>();
		for (CorsPolicy policy : PolicyPropertiesMapper.read(properties, keys)) {
			if (policies.putIfAbsent(CorsPolicy.uniformName(policy.name()), policy) != null) {
				declaration.policies.add(policy);
			}
		}
		Map<String, String> seen = new LinkedHashMap<>();
		List<Shadow> shadows = new ArrayList<>();
		for (Map.Entry<String, CorsPolicy> bean : beans(CorsPolicy.class, declaration).entrySet()) {
			CorsPolicy policy = bean.getValue();
			String key = CorsPolicy.uniformName(policy.name());
			declaration.places.put(policy.name(), place(CorsPolicy.class, bean.getKey()));
			if (seen.putIfAbsent(key, bean.getKey()) != null) {
				declaration.policies.add(policy);
				continue;
			}
			CorsPolicy shadowed = policies.put(key, policy);
			if (shadowed != null) {
				shadows.add(new Shadow(policy.name(), bean.getKey(), List.copyOf(PolicySection.of(shadowed).keys())));
			}
		}
		report(shadows);
		declaration.policies.addAll(0, policies.values());
		Map<String, CorsPolicyCustomizer> customizers = customizers(declaration);
		for (ListIterator<CorsPolicy> each = declaration.policies.listIterator(); each.hasNext();) {
			each.set(customize(each.next(), customizers, declaration));
		}
		return declaration;
	}

	/**
	 * Return a policy, customized.
	 * @throws InvalidCorsPolicyException if a customizer does not return a policy of that
	 * name
	 */
	CorsPolicy customize(CorsPolicy policy) {
		Declaration declaration = new Declaration();
		CorsPolicy customized = customize(policy, customizers(declaration), declaration);
		if (!declaration.problems.isEmpty()) {
			throw new InvalidCorsConfigurationException(declaration.problems, declaration.places, List.of(policy),
					DeploymentContext.none());
		}
		return customized;
	}

	/** Adds what is wrong with the bean that a policy names, if it names one. */
	void addProblem(CorsPolicy policy, List<Problem> problems) {
		if (!policy.originsFrom().isEmpty()) {
			origins().problem(policy).ifPresent(problems::add);
		}
	}

	/** Checks what policies name when all beans exist, and what these answer. */
	List<Problem> complete(List<CorsPolicy> policies) {
		OriginBeans known;
		synchronized (this) {
			this.complete = true;
			known = this.origins;
		}
		if (known != null) {
			return known.complete(policies);
		}
		List<Problem> problems = new ArrayList<>();
		for (CorsPolicy policy : policies) {
			addProblem(policy, problems);
		}
		return problems;
	}

	/** Return what knows the beans that policies name. */
	synchronized OriginBeans origins() {
		OriginBeans origins = this.origins;
		if (origins == null) {
			origins = new OriginBeans(this.beans);
			this.origins = origins;
			if (this.complete) {
				origins.complete(List.of());
			}
		}
		return origins;
	}

	private CorsPolicy customize(CorsPolicy policy, Map<String, CorsPolicyCustomizer> customizers,
			Declaration declaration) {
		CorsPolicy customized = policy;
		for (Map.Entry<String, CorsPolicyCustomizer> customizer : customizers.entrySet()) {
			CorsPolicy before = customized;
			String place = "CorsPolicyCustomizer bean '" + customizer.getKey() + "' ("
					+ customizer.getValue().getClass().getName() + ")";
			String mistake = null;
			try {
				@Nullable CorsPolicy after = customizer.getValue().customize(before);
				if (after == null) {
					mistake = "It returns null for this policy; one that changes nothing returns the policy it was given.";
				}
				else if (!after.name().equals(policy.name())) {
					mistake = "It returns a policy named '" + after.name() + "' for this one; the name has to stay.";
				}
				else {
					customized = after;
				}
			}
			catch (RuntimeException ex) {
				mistake = "It fails on this policy: " + ex;
			}
			if (mistake != null) {
				String property = "customizer " + customizer.getKey();
				declaration.places.put(policy.name() + "." + property, place);
				declaration.problems
					.add(new Problem(ProblemCode.MALFORMED_VALUE, policy.name(), property, null, mistake));
			}
			for (PolicyProperty property : PolicyProperty.values()) {
				if (!customized.get(property).equals(before.get(property))) {
					declaration.places.put(policy.name() + "." + property.key(), place);
				}
			}
		}
		addProblem(customized, declaration.problems);
		return customized;
	}

	private Map<String, CorsPolicyCustomizer> customizers(Declaration declaration) {
		List<Map.Entry<String, CorsPolicyCustomizer>> customizers = new ArrayList<>(
				beans(CorsPolicyCustomizer.class, declaration).entrySet());
		if (customizers.isEmpty()) {
			return Map.of();
		}
		List<CorsPolicyCustomizer> ordered = this.beans.getBeanProvider(CorsPolicyCustomizer.class)
			.orderedStream()
			.toList();
		customizers.sort((one, other) -> {
			int first = ordered.indexOf(one.getValue());
			int second = ordered.indexOf(other.getValue());
			return (first >= 0 && second >= 0) ? Integer.compare(first, second)
					: AnnotationAwareOrderComparator.INSTANCE.compare(one.getValue(), other.getValue());
		});
		Map<String, CorsPolicyCustomizer> byName = new LinkedHashMap<>();
		customizers.forEach((customizer) -> byName.put(customizer.getKey(), customizer.getValue()));
		return byName;
	}

	/**
	 * Return the beans of a type; a method that returns none is a mistake. What stands
	 * behind a proxy of a scope is not a second bean.
	 */
	private <T> Map<String, T> beans(Class<T> type, Declaration declaration) {
		for (String name : BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beans, type)) {
			if (ScopedProxyUtils.isScopedTarget(name)) {
				// First, because a proxy made for a lambda that is there already is of no
				// type.
				this.beans.getBean(ScopedProxyUtils.getOriginalBeanName(name));
			}
		}
		Map<String, T> beans = BeanFactoryUtils.beansOfTypeIncludingAncestors(this.beans, type);
		for (String name : BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beans, type)) {
			if (ScopedProxyUtils.isScopedTarget(name)) {
				beans.remove(name);
			}
			else if (!beans.containsKey(name)) {
				declaration.places.put(name + ".bean", place(type, name));
				declaration.problems.add(new Problem(ProblemCode.MALFORMED_VALUE, name, "bean", null,
						"The bean is null, so it does nothing. Return one, or make the method conditional."));
			}
		}
		return beans;
	}

	/**
	 * Return a bean, and the class and method that declare it where they are known:
	 * definitions made at build time do not name them.
	 */
	private String place(Class<?> type, String name) {
		String place = type.getSimpleName() + " bean '" + name + "'";
		if (!(this.beans instanceof ConfigurableListableBeanFactory factory) || !factory.containsBeanDefinition(name)
				|| !(factory.getBeanDefinition(name) instanceof AnnotatedBeanDefinition definition)) {
			return place;
		}
		MethodMetadata method = definition.getFactoryMethodMetadata();
		return (method != null) ? place + " (" + method.getDeclaringClassName() + "#" + method.getMethodName() + ")"
				: place;
	}

	/** Policies are read more than once; what has been said is not said again. */
	private void report(List<Shadow> shadows) {
		for (Shadow shadow : shadows) {
			if (!this.shadows.contains(shadow)) {
				logger.warn("CORS policy '" + shadow.policy() + "' is the bean '" + shadow.bean()
						+ "'; the properties of that name have no effect: " + String.join(", ", shadow.keys()));
			}
		}
		this.shadows = List.copyOf(shadows);
	}

	/** Return which properties have had no effect when policies were read last. */
	List<Shadow> shadows() {
		return this.shadows;
	}

	/**
	 * Properties of a policy that is a bean.
	 *
	 * @param policy the name of the policy
	 * @param bean the name of the bean
	 * @param keys the keys without effect
	 */
	record Shadow(String policy, String bean, List<String> keys) {

	}

	/**
	 * What was declared.
	 */
	static final class Declaration {

		private final List<CorsPolicy> policies = new ArrayList<>();

		private final List<Problem> problems = new ArrayList<>();

		private final Map<String, String> places = new LinkedHashMap<>();

		/** Return the policies, customized. */
		List<CorsPolicy> policies() {
			return this.policies;
		}

		/** Return what is wrong with the beans themselves. */
		List<Problem> problems() {
			return this.problems;
		}

		/**
		 * Return which bean has declared a policy, by the policy's name, or has changed a
		 * property of it, by the name, a dot and the key.
		 */
		Map<String, String> places() {
			return this.places;
		}

	}

}
