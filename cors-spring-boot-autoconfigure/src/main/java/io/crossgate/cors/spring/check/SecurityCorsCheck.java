package io.crossgate.cors.spring.check;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

import io.crossgate.cors.spring.check.Finding.Severity;
import io.crossgate.cors.spring.conflict.CorsConflictDetector;
import io.crossgate.cors.spring.conflict.CorsConflictDetector.CorsConflict;
import io.crossgate.cors.spring.conflict.CorsConflictDetector.CorsConflict.Effect;

/**
 * Paths that Spring MVC configures by itself and Spring Security asks it about. Up to
 * Spring Framework 7.0 Security learns the whole configuration from MVC; later only
 * preflights are handed on, so that refusals of Security have no CORS headers and pages
 * see neither their status nor their body. Paths of policies are answered before.
 */
final class SecurityCorsCheck implements Check {

	private static final String CHAIN = "org.springframework.security.web.SecurityFilterChain";

	private static final String SERVLET = "jakarta.servlet.http.HttpServletRequest";

	private static final String CORS_FILTER = "org.springframework.web.filter.CorsFilter";

	/** Asks MVC, as does what takes its place later. */
	private static final String INTROSPECTOR = "org.springframework.web.servlet.handler.HandlerMappingIntrospector";

	private static final String LATER_FILTER = "PreFlightRequestFilter";

	private static final Set<String> OF_MVC = Set.of("@CrossOrigin", "WebMvcConfigurer");

	@Override
	public List<Finding> check(Application application) {
		CorsConflictDetector detector = application.context()
			.getBeanProvider(CorsConflictDetector.class)
			.getIfAvailable();
		List<Finding> findings = new ArrayList<>();
		if (detector != null && isMvcAsked(application.context())) {
			for (CorsConflict conflict : detector.conflicts(application.policies())) {
				if (OF_MVC.contains(conflict.kind())
						&& (conflict.effect() == Effect.ACTIVE || conflict.effect() == Effect.PARTLY_SHADOWED)) {
					findings.add(Finding.of(Severity.WARN, "security-drops-headers",
							conflict.kind() + " for " + String.join(", ", conflict.paths()),
							"From Spring Framework 7.1 (Spring Boot 4.2) on, Spring Security's cors() learns only of "
									+ "preflights from Spring MVC: its 401 and 403 have no CORS headers there, and pages "
									+ "see a network error in their place.")
						.at(OtherCorsCheck.place(conflict, application))
						.remedy("cover the paths with a policy, and delete it"));
				}
			}
		}
		return findings;
	}

	private static boolean isMvcAsked(ListableBeanFactory beans) {
		ClassLoader loader = SecurityCorsCheck.class.getClassLoader();
		// With WebFlux, Security brings the chain's class and not what it is made of.
		if (!ClassUtils.isPresent(SERVLET, loader) || !ClassUtils.isPresent(CHAIN, loader)) {
			return false;
		}
		Class<?> type = ClassUtils.resolveClassName(CHAIN, loader);
		Method filters = Objects.requireNonNull(ReflectionUtils.findMethod(type, "getFilters"));
		return beans.getBeansOfType(type, true, false)
			.values()
			.stream()
			.map((chain) -> ReflectionUtils.invokeMethod(filters, chain))
			.anyMatch((found) -> found instanceof List<?> list && list.stream().anyMatch(SecurityCorsCheck::asksMvc));
	}

	private static boolean asksMvc(Object filter) {
		if (filter.getClass().getSimpleName().equals(LATER_FILTER)) {
			return true;
		}
		Object source = filter.getClass().getName().equals(CORS_FILTER)
				? new DirectFieldAccessor(filter).getPropertyValue("configSource") : null;
		return source != null && source.getClass().getName().equals(INTROSPECTOR);
	}

}
