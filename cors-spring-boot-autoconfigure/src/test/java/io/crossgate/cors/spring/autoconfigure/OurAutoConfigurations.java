package io.crossgate.cors.spring.autoconfigure;

import java.util.stream.Stream;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.util.ClassUtils;

/**
 * Our auto-configurations by their names, which is all that Boot knows of them, too.
 */
public final class OurAutoConfigurations {

	private static final ClassLoader LOADER = OurAutoConfigurations.class.getClassLoader();

	private OurAutoConfigurations() {
	}

	/**
	 * Return some of them.
	 * @param simpleNames the names of their classes
	 * @return the auto-configurations, in Boot's order
	 */
	public static AutoConfigurations named(String... simpleNames) {
		return AutoConfigurations.of(Stream.of(all())
			.filter((type) -> Stream.of(simpleNames).anyMatch(type.getSimpleName()::equals))
			.toArray(Class<?>[]::new));
	}

	static Class<?>[] all() {
		return ImportCandidates.load(AutoConfiguration.class, LOADER)
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith("io.crossgate.cors.spring."))
			.map((name) -> ClassUtils.resolveClassName(name, LOADER))
			.toArray(Class<?>[]::new);
	}

}
