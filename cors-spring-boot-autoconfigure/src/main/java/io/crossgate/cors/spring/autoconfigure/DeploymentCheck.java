package io.crossgate.cors.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.util.ClassUtils;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.spring.autoconfigure.keys.PropertyLocation.WrittenSection;
import io.crossgate.cors.spring.check.Check;
import io.crossgate.cors.spring.check.Finding;
import io.crossgate.cors.spring.check.Finding.Place;
import io.crossgate.cors.spring.check.Finding.Severity;
import io.crossgate.cors.spring.lookup.OriginBeans.Remark;
import io.crossgate.cors.spring.paths.DeployedPaths;
import io.crossgate.cors.spring.paths.DeployedPaths.HalfCovered;
import io.crossgate.cors.spring.protection.SecurityCallbacks;

/**
 * Checks the policies once more when all beans exist, because only then it is known which
 * paths the application answers on. No server accepts a request before.
 */
final class DeploymentCheck implements SmartInitializingSingleton {

	private static final boolean SECURITY = ClassUtils.isPresent("org.springframework.security.web.FilterChainProxy",
			DeploymentCheck.class.getClassLoader())
			|| ClassUtils.isPresent("org.springframework.security.web.server.SecurityWebFilterChain",
					DeploymentCheck.class.getClassLoader());

	private final CorsPolicyLoader loader;

	private final CorsEngine engine;

	private final CorsProperties properties;

	private final DeployedPaths paths;

	private final ListableBeanFactory beans;

	DeploymentCheck(CorsPolicyLoader loader, CorsEngine engine, CorsProperties properties, DeployedPaths paths,
			ListableBeanFactory beans) {
		this.loader = loader;
		this.engine = engine;
		this.properties = properties;
		this.paths = paths;
		this.beans = beans;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (SECURITY) {
			SecurityCallbacks callbacks = SecurityCallbacks.find(this.beans);
			this.loader.deploy(this.properties, callbacks.addTo(this.paths.deployed()));
			callbacks.warn(this.engine.policies().context().protection());
		}
		else {
			this.loader.deploy(this.properties, this.paths.deployed());
		}
		this.loader.checkOrigins();
		this.paths.reportTrailingSlashes(this.engine.policies(), this.properties.getFilterOrder());
		this.paths.reportNarrowPaths(this.engine.policies());
	}

	/**
	 * What the log says of policies that can be used, and of what stands beside them, as
	 * findings of a check.
	 */
	static final class Findings implements Check {

		@Override
		public List<Finding> check(Application application) {
			DeploymentCheck deployment = application.context().getBeanProvider(DeploymentCheck.class).getIfAvailable();
			if (deployment == null) {
				return List.of();
			}
			List<Finding> findings = new ArrayList<>(application.context().getBean(CandidatePolicies.class).findings());
			findings
				.addAll(PolicyPropertiesMapper.remarks(application.context().getEnvironment(), deployment.properties));
			deployment.loader.declared().shadows().forEach((shadow) -> findings.add(shadowed(shadow, application)));
			deployment.loader.declared()
				.origins()
				.remarks()
				.forEach((remark) -> findings.add(lookup(remark, application)));
			deployment.paths.halfCovered(application.policies(), deployment.properties.getFilterOrder())
				.forEach((half) -> findings.add(halfCovered(half, application)));
			if (application.policies().context().protection().mode() != CorsPolicy.Mode.OFF) {
				SecurityCallbacks.find(deployment.beans)
					.others()
					.forEach((other) -> findings.add(Finding
						.of(Severity.WARN, "unknown-callback-path", "the paths of " + other,
								"They can't be told, so that what an identity provider posts there is refused.")
						.at(application.place("cors.protection.mode"))
						.remedy("list them in cors.protection.exempt-paths")));
			}
			return findings;
		}

		private static Finding shadowed(DeclaredPolicies.Shadow shadow, Application application) {
			Place place = Place.ofText(null);
			for (String key : shadow.keys()) {
				String name = WrittenSection.name(shadow.policy(), key).toString();
				for (String written : List.of(name, name + "[0]")) {
					place = place.text().isEmpty() ? application.place(written) : place;
				}
			}
			return Finding.of(Severity.WARN, "shadowed-properties", "policy '" + shadow.policy() + "'",
					"It is the bean '" + shadow.bean() + "'; the properties of that name have no effect: "
							+ String.join(", ", shadow.keys()) + ".")
				.at(place)
				.remedy("delete them, or the bean");
		}

		private static Finding lookup(Remark remark, Application application) {
			return Finding
				.of(Severity.WARN, remark.failed() ? "failing-lookup" : ProblemCode.ACCEPTS_EVERY_ORIGIN.code(),
						"origins-from of policy '" + remark.policy() + "' = " + remark.bean(), remark.message())
				.at(application.place(remark.policy(), "origins-from"))
				.remedy(remark.failed() ? "see why the bean can't answer; origins it would decide about are denied"
						: "compare the whole origin with those that the bean knows");
		}

		private static Finding halfCovered(HalfCovered half, Application application) {
			return Finding
				.of(Severity.WARN, "slash-twin", "policy '" + half.policy() + "' for " + half.path(),
						"The UrlHandlerFilter '" + half.filter() + "' has " + half.path()
								+ "/ answered as the path without the slash, and the policy does not cover it.")
				.at(application.place(half.policy(), "paths"))
				.remedy("write " + half.path() + "/**");
		}

	}

}
