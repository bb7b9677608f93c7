package io.crossgate.cors.policy.validation;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.path.MalformedPathException;
import io.crossgate.cors.path.PathPattern;
import io.crossgate.cors.policy.DeploymentContext.ApplicationPaths;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.problem.ProblemCode;

/**
 * Which patterns can match nothing, because of where the application is deployed.
 */
final class ReachabilityCheck {

	private final ApplicationPaths paths;

	private final @Nullable PathPattern context;

	private final List<PathPattern> servlets;

	private final List<PathPattern> handlers;

	ReachabilityCheck(ApplicationPaths paths) {
		this.paths = paths;
		List<PathPattern> context = paths.contextPath().isEmpty() ? List.of() : parsed(List.of(paths.contextPath()));
		this.context = context.isEmpty() ? null : context.get(0);
		this.servlets = parsed(paths.servletPaths());
		this.handlers = parsed(paths.handlerPaths());
	}

	void check(ProblemCollector collector, ProblemCollector.ListEntry entry, PathPattern pattern) {
		if (this.context != null && pattern.startsWith(this.context)
				&& this.handlers.stream().noneMatch((handler) -> handler.startsWith(this.context))) {
			String within = pattern.text().substring(this.paths.contextPath().length());
			collector.add(ProblemCode.UNREACHABLE_PATH, entry,
					"Paths are within the application; the context path " + this.paths.contextPath()
							+ " is not part of them.",
					correction(entry, PathPattern.parse(within.isEmpty() ? "/" : within)));
		}
		else if (!isServed(pattern)) {
			collector.add(ProblemCode.UNREACHABLE_PATH, entry,
					"No servlet answers there; the application's is mapped to " + this.servlets.get(0).text() + ".",
					correction(entry, pattern));
		}
	}

	private boolean isServed(PathPattern pattern) {
		return this.servlets.isEmpty()
				|| this.servlets.stream().anyMatch((servlet) -> servlet.intersection(pattern) != null);
	}

	/** What the list has already is not put there a second time. */
	private PolicyEdit correction(ProblemCollector.ListEntry entry, PathPattern within) {
		String path = within.text();
		if (!isServed(within)) {
			String servlet = this.servlets.get(0).text();
			String prefix = servlet.substring(0, servlet.length() - (servlet.endsWith("/**") ? 3 : 0));
			path = path.equals("/") ? servlet : prefix + path;
		}
		return entry.list().contains(path) ? entry.deleted() : entry.replacedBy(path);
	}

	/** Return those that are patterns of ours; the others were found, not written. */
	static List<PathPattern> parsed(List<String> paths) {
		List<PathPattern> patterns = new ArrayList<>();
		for (String path : paths) {
			try {
				patterns.add(PathPattern.parse(path));
			}
			catch (MalformedPathException ex) {
				// What no policy can name is no policy's business.
			}
		}
		return patterns;
	}

}
