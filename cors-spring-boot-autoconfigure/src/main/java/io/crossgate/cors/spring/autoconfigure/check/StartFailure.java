package io.crossgate.cors.spring.autoconfigure.check;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;

import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.spring.autoconfigure.check.CheckRun.CheckedException;
import io.crossgate.cors.spring.autoconfigure.keys.PropertyLocation;
import io.crossgate.cors.spring.check.CheckReport;
import io.crossgate.cors.spring.check.Finding;
import io.crossgate.cors.spring.reload.PolicyReloads.RejectedPolicies;

/**
 * Why a start has ended: because the application was checked, because of its policies, or
 * because of something that has nothing to do with them.
 */
final class StartFailure {

	private StartFailure() {
	}

	static CheckReport report(Throwable failure, Environment environment,
			@Nullable ConfigurableApplicationContext context) {
		CheckedException checked = find(failure, CheckedException.class);
		if (checked != null) {
			return checked.report();
		}
		InvalidCorsPolicyException invalid = find(failure, InvalidCorsPolicyException.class);
		if (invalid != null) {
			Map<String, String> beans = (invalid instanceof RejectedPolicies rejected) ? rejected.beans() : Map.of();
			Function<Problem, PropertyLocation> finder = PropertyLocation.finder(environment, beans);
			return CheckReport.ofConfiguration(
					invalid.problems().stream().map((problem) -> finding(problem, finder.apply(problem))).toList());
		}
		return CheckReport.ofFailure(describe(failure, environment, context));
	}

	private static Finding finding(Problem problem, PropertyLocation location) {
		return Finding.of(problem, location.name(), location.place());
	}

	/** Says which bean fails, and what Boot has to say of it. */
	private static String describe(Throwable failure, Environment environment,
			@Nullable ConfigurableApplicationContext context) {
		StringBuilder text = new StringBuilder("The application does not start");
		BeanCreationException bean = innermost(failure);
		if (bean != null && bean.getBeanName() != null) {
			text.append(": bean '").append(bean.getBeanName()).append('\'');
			if (bean.getResourceDescription() != null) {
				text.append(" (").append(bean.getResourceDescription()).append(')');
			}
			text.append(" can't be created");
		}
		text.append(". ").append(NestedExceptionUtils.getMostSpecificCause(failure));
		FailureAnalysis analysis = analyze(failure, environment, context);
		if (analysis != null) {
			text.append("%n%s".formatted(analysis.getDescription()));
			if (analysis.getAction() != null) {
				text.append("%n%s".formatted(analysis.getAction()));
			}
		}
		return text.toString();
	}

	private static @Nullable BeanCreationException innermost(Throwable failure) {
		BeanCreationException innermost = null;
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			innermost = (cause instanceof BeanCreationException bean) ? bean : innermost;
		}
		return innermost;
	}

	private static @Nullable FailureAnalysis analyze(Throwable failure, Environment environment,
			@Nullable ConfigurableApplicationContext context) {
		ArgumentResolver arguments = ArgumentResolver.of(Environment.class, environment);
		if (context != null) {
			arguments = arguments.and(BeanFactory.class, context.getBeanFactory());
		}
		List<FailureAnalyzer> analyzers = SpringFactoriesLoader
			.forDefaultResourceLocation(StartFailure.class.getClassLoader())
			.load(FailureAnalyzer.class, arguments, (type, name, unloadable) -> {
				// It needs what has not come into being.
			});
		for (FailureAnalyzer analyzer : analyzers) {
			FailureAnalysis analysis = analyzer.analyze(failure);
			if (analysis != null) {
				return analysis;
			}
		}
		return null;
	}

	private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (type.isInstance(cause)) {
				return type.cast(cause);
			}
		}
		return null;
	}

}
