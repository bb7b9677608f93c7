package io.crossgate.cors.spring.explain;

import java.util.Map;

import org.apache.commons.logging.LogFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.util.ClassUtils;

/**
 * Writes warnings that carry their facts as key-value pairs, for layouts that have fields
 * ({@code ecs}, {@code logstash}, {@code gelf}). Without SLF4J 2 the message stands
 * alone.
 *
 * @see <a href="https://www.slf4j.org/manual.html#fluent">SLF4J, fluent logging</a>
 */
final class StructuredLog {

	private static final boolean FIELDS = ClassUtils.isPresent("org.slf4j.spi.LoggingEventBuilder",
			StructuredLog.class.getClassLoader());

	private StructuredLog() {
	}

	/**
	 * Writes one warning.
	 * @param logger the name of the logger
	 * @param message the message, the same with and without fields
	 * @param fields the fields by name; what a client has sent must be printable already
	 */
	static void warn(String logger, String message, Map<String, String> fields) {
		if (FIELDS) {
			Fluent.warn(logger, message, fields);
		}
		else {
			LogFactory.getLog(logger).warn(message);
		}
	}

	/** Loaded only where SLF4J is there. */
	private static final class Fluent {

		static void warn(String logger, String message, Map<String, String> fields) {
			LoggingEventBuilder event = LoggerFactory.getLogger(logger).atWarn();
			for (Map.Entry<String, String> field : fields.entrySet()) {
				event = event.addKeyValue(field.getKey(), field.getValue());
			}
			event.log(message);
		}

	}

}
