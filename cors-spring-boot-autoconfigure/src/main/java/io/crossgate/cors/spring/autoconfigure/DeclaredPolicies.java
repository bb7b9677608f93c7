package io.crossgate.cors.spring.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.util.Assert;

import io.crossgate.cors.policy.CorsPolicy;

/**
 * Brings together what properties, beans and customizers declare.
 */
final class DeclaredPolicies {

	private static final Log logger = LogFactory.getLog(CorsPolicyLoader.class);

	private final Supplier<Map<String, CorsPolicy>> beans;

	private final List<CorsPolicyCustomizer> customizers;

	DeclaredPolicies(Supplier<Map<String, CorsPolicy>> beans, List<CorsPolicyCustomizer> customizers) {
		this.beans = beans;
		this.customizers = customizers;
	}

	/** Return the names of beans by the names of the policies they are. */
	Map<String, String> beanNames() {
		Map<String, String> names = new LinkedHashMap<>();
		this.beans.get().forEach((bean, policy) -> names.put(policy.name(), bean));
		return names;
	}

	/** Return the policies of the properties and the beans, customized. */
	List<CorsPolicy> read(CorsProperties properties) {
		Map<String, CorsPolicy> policies = new LinkedHashMap<>();
		for (CorsPolicy policy : PolicyPropertiesMapper.read(properties)) {
			policies.put(CorsPolicy.uniformName(policy.name()), policy);
		}
		List<CorsPolicy> namesakes = new ArrayList<>();
		Map<String, String> seen = new LinkedHashMap<>();
		for (Map.Entry<String, CorsPolicy> bean : this.beans.get().entrySet()) {
			CorsPolicy policy = bean.getValue();
			String key = CorsPolicy.uniformName(policy.name());
			if (seen.putIfAbsent(key, bean.getKey()) != null) {
				namesakes.add(policy);
			}
			else if (policies.put(key, policy) != null) {
				logger.info("CORS policy '" + policy.name() + "' is the bean '" + bean.getKey()
						+ "', which replaces the properties of that name");
			}
		}
		List<CorsPolicy> declared = new ArrayList<>(policies.values());
		declared.addAll(namesakes);
		declared.replaceAll(this::customize);
		return declared;
	}

	CorsPolicy customize(CorsPolicy policy) {
		CorsPolicy customized = policy;
		for (CorsPolicyCustomizer customizer : this.customizers) {
			customized = customizer.customize(customized);
			Assert.state(customized != null && customized.name().equals(policy.name()),
					() -> customizer + " must return a policy named '" + policy.name() + "'");
		}
		return customized;
	}

}
