package io.crossgate.cors.spring.autoconfigure.reload;

import org.springframework.aop.scope.ScopedProxyFactoryBean;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanDefinitionHolder;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.type.MethodMetadata;

import io.crossgate.cors.policy.CorsPolicy;

/**
 * Lets a policy be a bean of the refresh scope. By default such a bean is a proxy in
 * front of the real one, and a policy can't be subclassed: a value that changes while it
 * is compiled would be none. So the real one takes the proxy's place, as with
 * {@code proxyMode = ScopedProxyMode.NO}; the policies are read again after each refresh
 * anyway.
 */
final class RefreshScopedPolicies implements BeanDefinitionRegistryPostProcessor, PriorityOrdered {

	@Override
	public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
		for (String name : registry.getBeanDefinitionNames()) {
			if (registry.getBeanDefinition(name) instanceof RootBeanDefinition proxy && isScopedProxy(proxy)) {
				BeanDefinitionHolder scoped = proxy.getDecoratedDefinition();
				if (scoped != null && isPolicy(scoped)) {
					BeanDefinition policy = scoped.getBeanDefinition();
					policy.setAutowireCandidate(proxy.isAutowireCandidate());
					policy.setPrimary(proxy.isPrimary());
					registry.removeBeanDefinition(scoped.getBeanName());
					registry.removeBeanDefinition(name);
					registry.registerBeanDefinition(name, policy);
				}
			}
		}
	}

	private static boolean isScopedProxy(RootBeanDefinition definition) {
		return definition.hasBeanClass() && ScopedProxyFactoryBean.class.isAssignableFrom(definition.getBeanClass());
	}

	private static boolean isPolicy(BeanDefinitionHolder scoped) {
		MethodMetadata method = (scoped.getBeanDefinition() instanceof AnnotatedBeanDefinition bean)
				? bean.getFactoryMethodMetadata() : null;
		return method != null && CorsPolicy.class.getName().equals(method.getReturnTypeName());
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
		// The definitions are all that changes.
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
