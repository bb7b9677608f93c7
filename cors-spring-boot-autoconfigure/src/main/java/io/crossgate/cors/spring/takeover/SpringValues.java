package io.crossgate.cors.spring.takeover;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.cors.CorsConfiguration;

import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.fetch.Methods;
import io.crossgate.cors.fetch.Tokens;
import io.crossgate.cors.policy.CorsPolicyBuilder;
import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.spring.takeover.Note.About;

/**
 * Methods, headers and max-age of a configuration of Spring, as a policy has them. What
 * no browser sends or takes is left out.
 */
final class SpringValues {

	private static final List<String> ALL = List.of(CorsConfiguration.ALL);

	/** What browsers take if they are told nothing. */
	private static final Duration NOT_SET = Duration.ofSeconds(5);

	private static final Duration LONGEST = Duration.ofDays(1);

	private final CorsConfiguration configuration;

	private final List<Note> notes;

	private final List<Fault> faults;

	SpringValues(CorsConfiguration configuration, List<Note> notes, List<Fault> faults) {
		this.configuration = configuration;
		this.notes = notes;
		this.faults = faults;
	}

	/** Return whether a policy can say it: one without a method can't. */
	boolean writeTo(CorsPolicyBuilder policy, boolean credentials) {
		List<String> methods = methods();
		policy.allowedMethods(methods.isEmpty() ? List.of("GET") : methods)
			.allowedHeaders(headers())
			.exposedHeaders(exposed(credentials))
			.maxAge(maxAge());
		return !methods.isEmpty();
	}

	private List<String> methods() {
		List<String> declared = this.configuration.getAllowedMethods();
		if (declared == null || declared.isEmpty()) {
			return List.of("GET", "HEAD");
		}
		if (declared.contains(CorsConfiguration.ALL)) {
			return ALL;
		}
		Set<String> methods = new LinkedHashSet<>();
		for (String written : declared) {
			String method = Methods.normalise(written);
			boolean sendable = Tokens.isToken(written) && !Methods.isForbidden(written);
			if (sendable && isLetIn(method)) {
				methods.add(method);
			}
			else {
				this.notes.add(Note.same(About.METHOD, "'" + written + "' matches no method of a browser's"));
				if (!method.equals(written)) {
					this.faults.add(new Fault(ProblemCode.METHOD_CASE, written,
							"Browsers send " + method + ", in upper case, so this never matches."));
				}
			}
		}
		if (methods.contains("GET") && !methods.contains("HEAD")) {
			this.notes.add(Note.wider(About.METHOD, "HEAD is allowed wherever GET is"));
		}
		return List.copyOf(methods);
	}

	private boolean isLetIn(String method) {
		return this.configuration.checkHttpMethod(HttpMethod.valueOf(method)) != null;
	}

	private List<String> headers() {
		List<String> declared = listOf(this.configuration.getAllowedHeaders());
		if (declared.contains(CorsConfiguration.ALL)) {
			this.notes.add(Note.narrower(About.HEADER,
					"\"*\" does not stand for headers that proxies take for facts, such as X-Forwarded-For or "
							+ "X-HTTP-Method-Override"));
			return ALL;
		}
		List<String> headers = new ArrayList<>();
		for (String name : declared) {
			String lower = Tokens.toAsciiLowerCase(name);
			if (!Tokens.isToken(name) || name.indexOf('*') >= 0) {
				this.notes.add(Note.same(About.HEADER, "'" + name + "' is no name of a header and is left out"));
			}
			else if (HeaderNames.isForbiddenRequestHeader(lower)) {
				this.notes.add(Note.same(About.HEADER, name + " is set by browsers, never by pages, and is left out"));
			}
			else if (lower.startsWith("access-control-")) {
				this.notes.add(
						Note.narrower(About.HEADER, name + " is a header of answers; a page that sends it is refused"));
			}
			else {
				headers.add(name);
			}
		}
		return headers;
	}

	private List<String> exposed(boolean credentials) {
		List<String> exposed = new ArrayList<>();
		for (String name : listOf(this.configuration.getExposedHeaders())) {
			String lower = Tokens.toAsciiLowerCase(name);
			if (name.equals(CorsConfiguration.ALL) && credentials) {
				this.faults.add(new Fault(ProblemCode.EXPOSED_WILDCARD_WITH_CREDENTIALS, name,
						"With credentials browsers take * for the name of one header; list the names."));
				this.notes.add(Note.narrower(About.RESPONSE,
						"exposed-headers \"*\" is the name of one header to calls with cookies; calls without could read "
								+ "every header and no longer can. List the names"));
			}
			else if (!name.equals(CorsConfiguration.ALL) && (!Tokens.isToken(name) || name.indexOf('*') >= 0)) {
				this.notes.add(Note.same(About.RESPONSE, "'" + name + "' is no name of a header and is left out"));
			}
			else if (HeaderNames.FORBIDDEN_RESPONSE.contains(lower)) {
				this.notes.add(Note.same(About.RESPONSE, name + " can be read by no page and is left out"));
			}
			else {
				exposed.add(name);
			}
		}
		return exposed;
	}

	private Duration maxAge() {
		Long seconds = this.configuration.getMaxAge();
		if (seconds == null) {
			return NOT_SET;
		}
		if (seconds < 0) {
			this.notes.add(Note.same(About.RESPONSE, "a negative max-age is none to browsers"));
			return NOT_SET;
		}
		return (seconds > LONGEST.toSeconds()) ? LONGEST : Duration.ofSeconds(seconds);
	}

	private static List<String> listOf(@Nullable List<String> list) {
		return (list != null) ? list : List.of();
	}

}
