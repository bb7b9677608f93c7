package io.crossgate.cors.spring.autoconfigure;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsObserver;
import io.crossgate.cors.util.SafeText;

/**
 * Logs the first failure of each class of observers. Messages of exceptions may repeat
 * untrusted input, so they are made printable; stack frames are not untrusted.
 */
final class ObserverFailureLog implements CorsObserver.FailureHandler {

	private static final Log logger = LogFactory.getLog("io.crossgate.cors.observers");

	private static final int MOST_FRAMES = 16;

	private static final int MOST_CAUSES = 4;

	private final Set<Class<?>> logged = ConcurrentHashMap.newKeySet();

	@Override
	public void failed(CorsObserver observer, Throwable failure) {
		if (this.logged.add(observer.getClass())) {
			logger.warn("CORS observer " + observer.getClass().getName() + " failed. Requests are answered without "
					+ "it, and its further failures are not logged." + trace(failure));
		}
	}

	private static String trace(Throwable failure) {
		StringBuilder trace = new StringBuilder();
		@Nullable Throwable cause = failure;
		for (int i = 0; i <= MOST_CAUSES && cause != null; i++) {
			trace.append("%n%s%s: %s".formatted((i == 0) ? "" : "Caused by: ", cause.getClass().getName(),
					SafeText.of(cause.getMessage())));
			StackTraceElement[] frames = cause.getStackTrace();
			for (int j = 0; j < Math.min(frames.length, MOST_FRAMES); j++) {
				trace.append("%n\tat %s".formatted(frames[j]));
			}
			cause = cause.getCause();
		}
		return trace.toString();
	}

}
