package io.crossgate.cors.spring.lookup;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.crossgate.cors.util.SafeText;

/**
 * Says that a lookup gives no answers: one line a minute for each lookup and kind of
 * failure. Nothing of the request is in it.
 */
final class LookupFailureLog {

	private static final Log logger = LogFactory.getLog("io.crossgate.cors.lookups");

	private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

	/** Names of beans, policies and classes are few; if not, it is silent. */
	private static final int MOST_KINDS = 256;

	private final Map<String, Said> said = new ConcurrentHashMap<>();

	void log(String bean, String policy, LookupCall.Result result) {
		String what = what(result);
		if (what == null || !logger.isWarnEnabled()) {
			return;
		}
		String line = "CORS lookup '" + SafeText.of(bean) + "' of policy '" + SafeText.of(policy) + "' " + what;
		if (this.said.size() >= MOST_KINDS && !this.said.containsKey(line)) {
			return;
		}
		long now = System.nanoTime();
		Said before = this.said.get(line);
		if (before != null && now - before.when < MINUTE) {
			this.said.computeIfPresent(line, (same, said) -> new Said(said.when, said.unsaid + 1));
			return;
		}
		if ((before != null) ? !this.said.replace(line, before, new Said(now, 0))
				: this.said.putIfAbsent(line, new Said(now, 0)) != null) {
			return;
		}
		logger
			.warn(line
					+ ((before != null && before.unsaid > 0)
							? "; so did " + before.unsaid + " since this was logged last" : "")
					+ ". Origins that it would have to decide about are denied.");
		if (result.failure() != null) {
			logger.debug("The last of them", result.failure());
		}
	}

	static @Nullable String what(LookupCall.Result result) {
		return switch (result.outcome()) {
			case FAILED -> (result.failure() != null) ? "failed with " + result.failure().getClass().getName()
					: "was not asked, because the application ends";
			case TIMED_OUT -> "took longer than cors.lookup.timeout";
			case OVERLOADED -> "was not asked, because cors.lookup.max-concurrent lookups were running";
			default -> null;
		};
	}

	/**
	 * What was said last.
	 *
	 * @param when when
	 * @param unsaid how often the same could have been said since
	 */
	private record Said(long when, long unsaid) {

	}

}
