package io.crossgate.cors;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.origin.OriginAnswers.Answer;
import io.crossgate.cors.origin.pattern.OriginUses;

/**
 * A decision that depends on an answer which has to be looked up. As it stands it is the
 * refusal of a lookup that has failed, so that code that does not know of it allows
 * nothing. It keeps the policy that asks: whatever policies come into force meanwhile,
 * the request is decided by those from before.
 *
 * <pre class="code">
 * CorsDecision decision = engine.decide(request, reader);
 * if (decision instanceof PendingDecision pending) {
 *     pending.await();                                        // on a thread that may block, or
 *     pending.ask().whenComplete((answer, failure) -&gt; ...);  // elsewhere
 *     decision = engine.complete(pending, request, reader);
 * }
 * </pre>
 *
 * @since 0.1.0
 */
public final class PendingDecision extends CorsDecision {

	private final CompiledPolicy policy;

	private final LookedUpOrigins.Question question;

	/** Judges what comes of it, or {@code null} where nothing is protected. */
	private @Nullable CrossOriginWrites writes;

	private volatile @Nullable CompletableFuture<Answer> answer;

	PendingDecision(CorsDecision refusal, CompiledPolicy policy, LookedUpOrigins.Question question) {
		super(refusal);
		this.policy = policy;
		this.question = question;
	}

	/**
	 * Asks for the answer, if that has not been done yet.
	 * @return completes normally in any case and within the time-out, on any thread;
	 * cancelling it cancels no other question
	 */
	public CompletionStage<?> ask() {
		CompletableFuture<Answer> asked = this.answer;
		if (asked == null) {
			asked = this.question.ask();
			this.answer = asked;
		}
		return asked;
	}

	/**
	 * Waits for the answer, for no longer than the time-out. If the thread is
	 * interrupted, there is none, and it stays interrupted.
	 */
	public void await() {
		try {
			ask().toCompletableFuture().get(this.question.timeout().toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException | CancellationException ex) {
			// Without an answer the request is refused.
		}
	}

	String origin() {
		return this.question.origin();
	}

	@Nullable CrossOriginWrites writes() {
		return this.writes;
	}

	/** Return this decision, whose answer will be judged by the same policies. */
	PendingDecision judgedBy(CrossOriginWrites writes) {
		this.writes = writes;
		return this;
	}

	CorsDecision awaited(CorsRequest request) {
		await();
		return complete(request, CorsRequest.SnapshotAccessor.INSTANCE);
	}

	<R> CorsDecision complete(R request, CorsRequestAccessor<? super R> accessor) {
		CorsDecision decision = this.policy.decide(this.question.origin(), false, request, accessor, answer(),
				OriginUses.NEVER);
		return (this.writes == null) ? decision
				: this.writes.enforce(decision, this.question.origin(), false, request, accessor);
	}

	private Answer answer() {
		CompletableFuture<Answer> asked = this.answer;
		Answer answer = (asked != null && asked.isDone() && !asked.isCompletedExceptionally()) ? asked.join() : null;
		return (answer != null) ? answer : Answer.FAILED;
	}

}
