package io.crossgate.cors.spring.autoconfigure;

import java.util.Arrays;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.crossgate.cors.CorsObserver;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class ObserverFailureLogTests {

	private final ObserverFailureLog failures = new ObserverFailureLog();

	/** Other tests of this JVM start applications that keep quiet. */
	@BeforeEach
	void setLogLevel() {
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel("io.crossgate.cors", LogLevel.INFO);
	}

	@AfterEach
	void resetLogLevel() {
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel("io.crossgate.cors", null);
	}

	@Test
	void logNamesTheObserverAndWhatItThrewOnce(CapturedOutput output) {
		CorsObserver one = (decision, request) -> {
		};
		CorsObserver two = (decision, request) -> {
		};
		IllegalStateException failure = new IllegalStateException("no registry", new AssertionError("the cause"));
		for (int i = 0; i < 1000; i++) {
			this.failures.failed(one, failure);
			this.failures.failed(two, new AssertionError("another"));
		}
		assertThat(output.toString().lines().filter((line) -> line.contains("CORS observer"))).hasSize(2);
		assertThat(output).contains("CORS observer " + one.getClass().getName() + " failed")
			.contains("java.lang.IllegalStateException: no registry")
			.contains("at io.crossgate.cors.spring.autoconfigure.ObserverFailureLogTests.logNamesTheObserver")
			.contains("Caused by: java.lang.AssertionError: the cause")
			.contains("java.lang.AssertionError: another");
	}

	@Test
	void aDeepStackAndAMessageOfAStrangerKeepTheLogReadable(CapturedOutput output) {
		StackOverflowError deep = new StackOverflowError("x\r\nWARN forged\u001b[31m" + "y".repeat(10_000));
		StackTraceElement[] frames = new StackTraceElement[1024];
		Arrays.fill(frames, new StackTraceElement("Observer", "decided", "Observer.java", 1));
		deep.setStackTrace(frames);
		Throwable cause = deep;
		for (int i = 1; i <= 8; i++) {
			cause = cause.initCause(new IllegalStateException("cause " + i)).getCause();
		}
		this.failures.failed((decision, request) -> {
		}, deep);
		assertThat(output.toString().lines()).hasSizeLessThan(120).noneMatch((line) -> line.startsWith("WARN forged"));
		assertThat(output.toString()).hasSizeLessThan(20_000).contains("cause 4").doesNotContain("\u001b", "cause 5");
	}

}
