package io.crossgate.cors.spring.check;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.WebApplicationContext;

import io.crossgate.cors.browser.cookie.CookieRules.Attributes;
import io.crossgate.cors.browser.cookie.CookieRules.Attributes.SameSiteFlag;
import io.crossgate.cors.browser.cookie.CookieRules.Exclusion;
import io.crossgate.cors.spring.check.Finding.Severity;

/**
 * The cookie of the session, as properties and Spring Session set it.
 *
 * @param prefix the properties it is set with
 * @param attributes what decides whether it crosses sites
 * @param inUse whether something says that there are sessions
 */
record SessionCookie(String prefix, Attributes attributes, boolean inUse) {

	private static final boolean SERVLETS = isPresent("jakarta.servlet.ServletContext");

	private static final String SERIALIZER = "org.springframework.session.web.http.DefaultCookieSerializer";

	/**
	 * Code that decides about {@code SameSite} cookie by cookie, on each line of Boot.
	 */
	private static final List<String> SUPPLIERS = List.of(
			"org.springframework.boot.web.server.servlet.CookieSameSiteSupplier",
			"org.springframework.boot.web.servlet.server.CookieSameSiteSupplier");

	private static final List<String> USERS = List.of("org.springframework.session.SessionRepository",
			"org.springframework.session.ReactiveSessionRepository",
			"org.springframework.security.web.SecurityFilterChain",
			"org.springframework.security.web.server.SecurityWebFilterChain");

	/** Return the cookie, or {@code null} where only code knows its attributes. */
	static @Nullable SessionCookie of(ConfigurableApplicationContext context) {
		boolean servlet = SERVLETS && context instanceof WebApplicationContext;
		String prefix = servlet ? "server.servlet.session" : "server.reactive.session";
		Environment environment = context.getEnvironment();
		if (SUPPLIERS.stream().anyMatch((type) -> hasBean(context, type))) {
			return null;
		}
		boolean inUse = isSet(environment, prefix) || isSet(environment, "spring.session")
				|| USERS.stream().anyMatch((type) -> hasBean(context, type));
		Attributes ofSession = servlet ? ofSpringSession(context) : null;
		return new SessionCookie(prefix + ".cookie",
				(ofSession != null) ? ofSession : attributes(environment, prefix + ".cookie", servlet), inUse);
	}

	/** Containers set no SameSite unless they are told to; WebFlux sets Lax. */
	private static Attributes attributes(Environment environment, String prefix, boolean servlet) {
		String sameSite = environment.getProperty(prefix + ".same-site", servlet ? "" : "lax");
		return new Attributes(flag(sameSite), environment.getProperty(prefix + ".secure", Boolean.class, true),
				environment.getProperty(prefix + ".partitioned", Boolean.class, false));
	}

	private static @Nullable Attributes ofSpringSession(ListableBeanFactory beans) {
		if (!isPresent(SERIALIZER)) {
			return null;
		}
		Class<?> type = ClassUtils.resolveClassName(SERIALIZER, SessionCookie.class.getClassLoader());
		Object serializer = beans.getBeanProvider(type).getIfAvailable();
		if (serializer == null) {
			return null;
		}
		DirectFieldAccessor fields = new DirectFieldAccessor(serializer);
		return new Attributes(flag(text(fields, "sameSite")), !text(fields, "useSecureCookie").equals("false"),
				text(fields, "partitioned").equals("true"));
	}

	private static String text(DirectFieldAccessor fields, String field) {
		Object value = fields.isReadableProperty(field) ? fields.getPropertyValue(field) : null;
		return (value != null) ? value.toString() : "";
	}

	private static SameSiteFlag flag(String word) {
		return switch (word.toLowerCase(Locale.ROOT)) {
			case "none" -> SameSiteFlag.NONE;
			case "lax" -> SameSiteFlag.LAX;
			case "strict" -> SameSiteFlag.STRICT;
			default -> SameSiteFlag.DEFAULT;
		};
	}

	private static boolean hasBean(ListableBeanFactory beans, String type) {
		return isPresent(type)
				&& beans.getBeanNamesForType(ClassUtils.resolveClassName(type, SessionCookie.class.getClassLoader()),
						true, false).length > 0;
	}

	private static boolean isSet(Environment environment, String prefix) {
		ConfigurationPropertyName name = ConfigurationPropertyName.of(prefix);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT) {
				return true;
			}
		}
		return false;
	}

	private static boolean isPresent(String type) {
		return ClassUtils.isPresent(type, SessionCookie.class.getClassLoader());
	}

	/** An application without sessions has nothing to correct. */
	Severity severity() {
		return this.inUse ? Severity.WARN : Severity.NOTE;
	}

	String description() {
		String sameSite = switch (this.attributes.sameSite()) {
			case NONE -> "SameSite=None";
			case LAX -> "SameSite=Lax";
			case STRICT -> "SameSite=Strict";
			case DEFAULT -> "no SameSite, which is Lax";
		};
		return "session cookie with " + sameSite + (this.attributes.secure() ? "" : ", not Secure")
				+ (this.attributes.partitioned() ? ", Partitioned" : "");
	}

	/** Return the property that is to blame. */
	String property(Exclusion why) {
		return this.prefix + switch (why) {
			case SAME_SITE_NONE_WITHOUT_SECURE, SECURE_OVER_HTTP -> ".secure";
			case SAME_SITE, THIRD_PARTY, OTHER_PARTITION -> ".same-site";
		};
	}

	String remedy(Exclusion why) {
		return switch (why) {
			case SAME_SITE_NONE_WITHOUT_SECURE, SECURE_OVER_HTTP -> this.prefix + ".secure: true";
			case SAME_SITE -> this.prefix + ".same-site: none, with " + this.prefix + ".secure: true";
			case THIRD_PARTY, OTHER_PARTITION -> this.prefix + ".partitioned: true";
		};
	}

}
