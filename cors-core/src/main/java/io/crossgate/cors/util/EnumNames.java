package io.crossgate.cors.util;

import java.util.Locale;

/**
 * The names of enum constants as configuration, logs and programs spell them.
 *
 * @since 0.1.0
 */
public final class EnumNames {

	private EnumNames() {
	}

	/**
	 * Return the name of a constant in lower case, with dashes between its words.
	 * @param constant the constant, such as {@code REPORT_ONLY}
	 * @return the name, such as {@code report-only}
	 */
	public static String kebabCase(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
