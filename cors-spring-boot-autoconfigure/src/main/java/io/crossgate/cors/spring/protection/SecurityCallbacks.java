package io.crossgate.cors.spring.protection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.ClassUtils;

import io.crossgate.cors.path.MalformedPathException;
import io.crossgate.cors.path.PathPattern;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CrossOriginProtection;
import io.crossgate.cors.policy.DeploymentContext.ApplicationPaths;
import io.crossgate.cors.util.SafeText;

/**
 * The paths to which an identity provider has a user's browser post its answer, as far as
 * Spring Security serves them: what is posted there is signed, or bound to the user's
 * session by a state, so that it needs no other proof of who has sent it. They are read
 * off the filters of the chains that were built, by name, so that Security stays
 * optional.
 * <ul>
 * <li>SAML: the assertion consumer service, and single logout</li>
 * <li>OAuth2 and OpenID Connect: the redirect endpoint, to which a provider posts with
 * {@code response_mode=form_post}</li>
 * <li>OpenID Connect: back-channel logout, which gateways may give an {@code Origin}</li>
 * </ul>
 * Never a login form: to be logged in as an attacker harms a user, too.
 *
 * @param paths path patterns, each of a fixed number of segments
 * @param others matchers that are none, in words
 * @since 0.1.0
 * @see <a href="https://openid.net/specs/oauth-v2-form-post-response-mode-1_0.html">OAuth
 * 2.0 Form Post Response Mode</a>
 * @see <a href="https://openid.net/specs/openid-connect-backchannel-1_0.html">OpenID
 * Connect Back-Channel Logout</a>
 */
public record SecurityCallbacks(List<String> paths, List<String> others) {

	private static final Log logger = LogFactory.getLog("io.crossgate.cors.configuration");

	private static final String SERVLET_CHAIN = "org.springframework.security.web.SecurityFilterChain";

	private static final String REACTIVE_CHAIN = "org.springframework.security.web.server.SecurityWebFilterChain";

	private static final String ROOT = "org.springframework.security.";

	private static final Set<String> FILTERS = Set.of("Saml2WebSsoAuthenticationFilter", "Saml2LogoutRequestFilter",
			"Saml2LogoutResponseFilter", "OAuth2LoginAuthenticationFilter", "OAuth2LoginAuthenticationWebFilter",
			"OidcBackChannelLogoutFilter", "OidcBackChannelLogoutWebFilter");

	/**
	 * Copies the lists.
	 */
	public SecurityCallbacks {
		paths = List.copyOf(paths);
		others = List.copyOf(others);
	}

	/**
	 * Finds the callbacks. All beans have to exist.
	 * @param beans the beans of the application
	 * @return the callbacks; none without Spring Security
	 */
	public static SecurityCallbacks find(ListableBeanFactory beans) {
		Set<String> paths = new LinkedHashSet<>();
		Set<String> others = new LinkedHashSet<>();
		for (Object filter : filters(beans)) {
			if (isCallback(filter.getClass())) {
				add(filter, paths, others);
			}
		}
		return new SecurityCallbacks(List.copyOf(paths), List.copyOf(others));
	}

	/**
	 * Return the paths of an application with these callbacks.
	 * @param paths the paths without them
	 * @return other paths
	 */
	public ApplicationPaths addTo(ApplicationPaths paths) {
		return this.paths.isEmpty() ? paths : new ApplicationPaths(paths.contextPath(), paths.servletPaths(),
				paths.managementPaths(), paths.handlerPaths(), this.paths);
	}

	/**
	 * Names the callbacks that can't be exempt by themselves, where that matters.
	 * @param protection the protection in force
	 */
	public void warn(CrossOriginProtection protection) {
		if (protection.mode() != CorsPolicy.Mode.OFF) {
			this.others.forEach((other) -> logger.warn("CORS protection: the paths of " + SafeText.of(other, 512)
					+ " can't be told, so that what an identity provider posts there is refused. List them in "
					+ "cors.protection.exempt-paths."));
		}
	}

	private static List<Object> filters(ListableBeanFactory beans) {
		List<Object> filters = new ArrayList<>();
		chains(beans, SERVLET_CHAIN)
			.forEach((chain) -> filters.addAll(Reflected.collection(Reflected.call(chain, "getFilters"))));
		chains(beans, REACTIVE_CHAIN)
			.forEach((chain) -> filters.addAll(Reflected.collection(Reflected.call(chain, "getWebFilters"))));
		return filters;
	}

	private static Collection<?> chains(ListableBeanFactory beans, String type) {
		ClassLoader loader = SecurityCallbacks.class.getClassLoader();
		return ClassUtils.isPresent(type, loader)
				? beans.getBeansOfType(ClassUtils.resolveClassName(type, loader), true, false).values() : List.of();
	}

	/** Of an application's own filter, what it extends counts. */
	private static boolean isCallback(Class<?> type) {
		for (Class<?> one = type; one != null; one = one.getSuperclass()) {
			if (one.getName().startsWith(ROOT) && FILTERS.contains(one.getSimpleName())) {
				return true;
			}
		}
		return false;
	}

	private static void add(Object filter, Set<String> paths, Set<String> others) {
		List<String> patterns = Matchers.patterns(filter);
		if (patterns.isEmpty()) {
			others.add(filter.getClass().getName());
		}
		for (String pattern : patterns) {
			if (isExact(pattern)) {
				paths.add(pattern);
			}
			else {
				others.add(filter.getClass().getName() + " on " + pattern);
			}
		}
	}

	/** What ends in any number of segments may be more than a callback. */
	private static boolean isExact(String pattern) {
		try {
			return !PathPattern.parse(pattern).multiSegment();
		}
		catch (MalformedPathException ex) {
			return false;
		}
	}

}
