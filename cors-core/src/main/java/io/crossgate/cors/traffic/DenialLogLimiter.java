package io.crossgate.cors.traffic;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.CorsDecision;
import io.crossgate.cors.CorsRequest;
import io.crossgate.cors.DecisionReason;

/**
 * Limits the lines of a log: in any minute, one line for each distinct policy, reason,
 * origin, method and shape of the path, and not more than so many lines in all. One
 * scanner must not use all of them up, so the last quarter of the lines is kept: two
 * fifths of it for a policy and reason that have had no line in this minute, and the rest
 * for origins that have had none either and were refused a minute ago or earlier, as a
 * page is that keeps trying. What is held is bounded: the lines of the last minute, and
 * the hashes of some thousand origins. Thread-safe.
 *
 * @since 0.1.0
 */
public final class DenialLogLimiter {

	private static final long MINUTE = 60_000;

	private static final int MAX_LINES = 1000;

	private final int linesPerMinute;

	/** The lines of the last minute and when they were written, the oldest first. */
	private final Map<Line, Long> lines = new LinkedHashMap<>();

	/** Lines beyond these are kept for what is new or keeps coming. */
	private final int openToAll;

	/** Lines beyond these are kept for what keeps coming. */
	private final int openToNew;

	/** Takes room only where something is refused. */
	private @Nullable SeenOrigins origins;

	private long suppressed;

	/**
	 * Creates a limiter.
	 * @param linesPerMinute how many lines any minute may have, 1 to 1000
	 */
	public DenialLogLimiter(int linesPerMinute) {
		if (linesPerMinute < 1 || linesPerMinute > MAX_LINES) {
			throw new IllegalArgumentException(
					"A log takes 1 to " + MAX_LINES + " lines a minute, not " + linesPerMinute);
		}
		this.linesPerMinute = linesPerMinute;
		int kept = linesPerMinute / 4;
		this.openToAll = linesPerMinute - kept;
		this.openToNew = this.openToAll + kept * 2 / 5;
	}

	/**
	 * Asks for a line.
	 * @param decision a decision that is worth a line
	 * @param request copies the facts it was made of; called only if there is a line left
	 * @param now the time in milliseconds of the epoch
	 * @return how many lines have been suppressed since the last one, or empty if this
	 * one is suppressed, too
	 */
	public OptionalLong acquire(CorsDecision decision, Supplier<CorsRequest> request, long now) {
		if (!hasRoom(now)) {
			return OptionalLong.empty();
		}
		RequestShape shape = RequestShape.of(decision, request.get());
		Line line = new Line(decision.policy(), decision.reason(), shape.origin(), shape.request());
		synchronized (this.lines) {
			this.origins = (this.origins != null) ? this.origins : new SeenOrigins();
			boolean known = this.origins.note(line.origin(), now);
			if (this.lines.containsKey(line) || !isDue(line, known)) {
				this.suppressed++;
				return OptionalLong.empty();
			}
			this.lines.put(line, now);
			long since = this.suppressed;
			this.suppressed = 0;
			return OptionalLong.of(since);
		}
	}

	private boolean isDue(Line line, boolean known) {
		int size = this.lines.size();
		if (size < this.openToAll || size >= this.linesPerMinute) {
			return size < this.openToAll;
		}
		boolean newOrigin = known;
		boolean newReason = size < this.openToNew;
		for (Line written : this.lines.keySet()) {
			newOrigin &= !written.origin().equals(line.origin());
			newReason &= written.reason() != line.reason() || !Objects.equals(written.policy(), line.policy());
		}
		return newOrigin || newReason;
	}

	/** When all lines are written, not even the request is copied. */
	private boolean hasRoom(long now) {
		synchronized (this.lines) {
			Iterator<Long> written = this.lines.values().iterator();
			while (written.hasNext() && isOver(now - written.next())) {
				written.remove();
			}
			if (this.lines.size() < this.linesPerMinute) {
				return true;
			}
			this.suppressed++;
			return false;
		}
	}

	/** A clock that was set back must not silence the log. */
	private static boolean isOver(long age) {
		return age >= MINUTE || age <= -MINUTE;
	}

	/**
	 * Return how many lines have been suppressed since the last one.
	 * @return the number of lines
	 */
	public long suppressed() {
		synchronized (this.lines) {
			return this.suppressed;
		}
	}

	/**
	 * What makes a line different from another.
	 *
	 * @param policy the policy's name, or {@code null} if there is none
	 * @param reason the reason
	 * @param origin the origin
	 * @param request method and shape of the path
	 */
	private record Line(@Nullable String policy, DecisionReason reason, String origin, String request) {

	}

}
