package io.crossgate.cors.spring.load;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what an application logs, by logger. */
final class LogCounter extends AppenderBase<ILoggingEvent> {

	private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

	private LogCounter() {
	}

	static LogCounter attach() {
		LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
		LogCounter counter = new LogCounter();
		counter.setContext(context);
		counter.start();
		context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(counter);
		return counter;
	}

	@Override
	protected void append(ILoggingEvent event) {
		this.counts.computeIfAbsent(event.getLoggerName(), (name) -> new LongAdder()).increment();
	}

	/** Return how often the loggers have logged whose name starts like this. */
	long count(String prefix) {
		return this.counts.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().startsWith(prefix))
			.mapToLong((entry) -> entry.getValue().sum())
			.sum();
	}

}
