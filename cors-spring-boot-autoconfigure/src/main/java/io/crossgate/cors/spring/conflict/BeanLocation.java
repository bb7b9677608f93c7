package io.crossgate.cors.spring.conflict;

import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.type.MethodMetadata;
import org.springframework.util.ClassUtils;

/**
 * Where a bean is written.
 */
final class BeanLocation {

	private BeanLocation() {
	}

	static String of(ConfigurableListableBeanFactory beans, String name) {
		if (beans.containsBeanDefinition(name)
				&& beans.getBeanDefinition(name) instanceof AnnotatedBeanDefinition definition) {
			MethodMetadata method = definition.getFactoryMethodMetadata();
			if (method != null) {
				return method.getDeclaringClassName() + "#" + method.getMethodName();
			}
		}
		return ClassUtils.getUserClass(beans.getBean(name)).getName();
	}

	/** Whether the framework itself wrote it. */
	static boolean isFrameworkType(Class<?> type) {
		return ClassUtils.getUserClass(type).getName().startsWith("org.springframework.");
	}

}
