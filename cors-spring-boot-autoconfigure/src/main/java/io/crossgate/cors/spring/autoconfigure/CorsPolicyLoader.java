package io.crossgate.cors.spring.autoconfigure;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.core.env.Environment;

import io.crossgate.cors.CorsEngine;
import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.DeploymentContext;
import io.crossgate.cors.policy.DeploymentContext.ApplicationPaths;
import io.crossgate.cors.policy.GrantTerms;
import io.crossgate.cors.problem.InvalidCorsPolicyException;
import io.crossgate.cors.problem.Problem;
import io.crossgate.cors.spring.autoconfigure.InvalidCorsPolicyFailureAnalyzer.RejectionLog;
import io.crossgate.cors.spring.autoconfigure.grants.GrantEntry;
import io.crossgate.cors.spring.autoconfigure.keys.PropertyLocation;
import io.crossgate.cors.spring.autoconfigure.keys.PropertyProblems;
import io.crossgate.cors.spring.explain.PolicyLogger.Warnings;
import io.crossgate.cors.spring.reload.PolicyReload.Trigger;
import io.crossgate.cors.spring.reload.PolicyReloads;

/**
 * Loads policies into the {@link CorsEngine} of an application, when it starts and while
 * it runs. Whatever comes in this way is changed by the {@link CorsPolicyCustomizer}s,
 * and validated and compiled for the application: its management endpoints, its own
 * origins, its paths and profiles.
 *
 * <pre class="code">
 * &#64;Component
 * class Tenants {
 *
 *     private final CorsPolicyLoader loader;
 *
 *     void onChange(List&lt;String&gt; origins) {
 *         CorsPolicy policy = CorsPolicy.named("tenants").paths("/api/**").allowedOrigins(origins).build();
 *         try {
 *             this.loader.put(policy);
 *         }
 *         catch (InvalidCorsPolicyException ex) {
 *             // The policies in force are what they were; ex.problems() says why.
 *         }
 *     }
 *
 * }
 * </pre>
 *
 * <ul>
 * <li>permitted: {@code loader.load()}, {@code loader.replace(policies)},
 * {@code loader.put(policy)}, {@code loader.remove("tenants")}, from any thread</li>
 * <li>prohibited: {@code engine.setPolicies(CorsPolicies.compile(policies))}, which knows
 * nothing of the application; the engine rejects it</li>
 * </ul>
 *
 * A change takes effect as a whole or not at all: a request is decided by the policies
 * from before or by those from after. If the new policies must not be used,
 * {@link InvalidCorsPolicyException} is thrown and those in force stay as they are.
 * Changes made at the same time follow one another; observers hear of them in that order.
 * Only what changes is read and compiled anew. What is put, replaced or removed lasts
 * until the next {@link #load()}. What each change gives and takes is logged. With
 * {@code cors.reload.enabled: false} policies stay what they were at the start, and
 * changes are {@link IllegalStateException}s.
 *
 * @since 0.1.0
 */
public final class CorsPolicyLoader {

	private final Environment environment;

	private final DeclaredPolicies declared;

	private final ObjectFactory<CorsEngine> engine;

	private final PolicyReloads reloads;

	private volatile ApplicationPaths paths = ApplicationPaths.unknown();

	/** What was compiled for last, or {@code null} if nothing was compiled here. */
	private volatile @Nullable DeploymentContext context;

	/** What is wrong with the keys, while the application starts. */
	private volatile @Nullable PropertyProblems keys;

	private final Warnings warnings;

	private final RejectionLog rejections;

	CorsPolicyLoader(Environment environment, DeclaredPolicies declared, ObjectFactory<CorsEngine> engine,
			PolicyReloads reloads, Warnings warnings) {
		this.environment = environment;
		this.declared = declared;
		this.engine = engine;
		this.reloads = reloads;
		this.warnings = warnings;
		this.rejections = new RejectionLog(environment);
	}

	/**
	 * Reads the policies of the environment and the beans as they are now, and puts them
	 * in force. Properties are bound anew; nothing that was put in force otherwise stays.
	 * @return the policies in force
	 * @throws InvalidCorsPolicyException if they must not be used, or if a property's
	 * value is not of the property's type; carries every problem of every policy
	 */
	public CorsPolicies load() {
		return load(Trigger.API, () -> {
		});
	}

	private CorsPolicies load(Trigger trigger, Runnable preparation) {
		return this.reloads.apply(trigger, this.engine.getObject(), (inForce) -> {
			preparation.run();
			CorsProperties properties = new CorsProperties();
			return compile(inForce, properties, PolicyPropertiesMapper.bind(this.environment, properties));
		});
	}

	/**
	 * Loads because something outside has changed. What goes wrong is logged with what
	 * the start would say, and never reaches the caller that has changed it: others wait
	 * for the same change. An engine of the application's own is left alone.
	 * @param preparation is run before anything is read, while no other thread reads
	 */
	void reload(Trigger trigger, Runnable preparation) {
		if (this.context == null || !this.reloads.isEnabled()) {
			return;
		}
		try {
			load(trigger, preparation);
			this.rejections.clear();
		}
		catch (RuntimeException ex) {
			this.rejections.log(ex);
		}
	}

	/**
	 * Puts policies in force in place of all others.
	 * @param policies the policies; their order does not matter
	 * @return the policies in force
	 * @throws InvalidCorsPolicyException if they must not be used; carries every problem
	 * of every policy
	 */
	public CorsPolicies replace(Collection<CorsPolicy> policies) {
		return this.reloads.apply(Trigger.API, this.engine.getObject(),
				(inForce) -> report(compile(inForce, customized(policies), context())));
	}

	/**
	 * Puts a policy in force beside the others, or in place of the one of its name.
	 * @param policy the policy
	 * @return the policies in force
	 * @throws InvalidCorsPolicyException if it must not be used, or not beside the
	 * others; carries every problem of every policy
	 */
	public CorsPolicies put(CorsPolicy policy) {
		CorsPolicy customized = this.declared.customize(policy);
		return change((policies) -> policies.put(customized.name(), customized));
	}

	/**
	 * Takes a policy out of force. Its paths are left to the next broader policy, if
	 * there is one, or to the application.
	 * @param name the policy's name, as it is declared; another name changes nothing
	 * @return the policies in force
	 * @throws InvalidCorsPolicyException if the others must not be used without it,
	 * because it has decided where two of them cross; carries every problem
	 */
	public CorsPolicies remove(String name) {
		return change((policies) -> policies.remove(name));
	}

	/**
	 * Compiles policies as {@link #replace replace} would, and leaves those in force as
	 * they are: a dry run, or other policies to compare decisions with.
	 * @param policies the policies; their order does not matter
	 * @return the policies, which {@link CorsEngine#setPolicies} takes
	 * @throws InvalidCorsPolicyException if they must not be used; carries every problem
	 * of every policy
	 */
	public CorsPolicies compile(Collection<CorsPolicy> policies) {
		return compile(this.engine.getObject().policies(), customized(policies), context());
	}

	/**
	 * Compiles what is declared, for the paths that are known before there is an engine.
	 * @param validated what has been compiled of it already
	 * @param keys what is wrong with its keys
	 */
	CorsPolicies start(CorsProperties properties, ApplicationPaths configured, CorsPolicies validated,
			PropertyProblems keys) {
		this.paths = configured;
		this.keys = keys;
		return compile(validated, properties, keys);
	}

	/**
	 * Compiles once more if the application answers on other paths than was known when it
	 * started. What has been logged already is not logged again. An engine of the
	 * application's own is left alone.
	 */
	void deploy(CorsProperties properties, ApplicationPaths deployed) {
		boolean changed = !deployed.equals(this.paths);
		PropertyProblems keys = this.keys;
		this.paths = deployed;
		this.keys = null;
		if (changed && keys != null && this.context != null) {
			this.engine.getObject().update((inForce) -> compile(inForce, properties, keys));
		}
	}

	/** Checks the beans that policies name, when all exist. */
	void checkOrigins() {
		CorsPolicies inForce = this.engine.getObject().policies();
		List<Problem> problems = this.declared.complete(inForce.policies());
		if (!problems.isEmpty()) {
			throw new InvalidCorsConfigurationException(problems, Map.of(), inForce.policies(), inForce.context());
		}
	}

	private DeploymentContext context() {
		DeploymentContext context = this.context;
		if (context != null) {
			return context;
		}
		CorsProperties properties = new CorsProperties();
		new PropertyProblems(this.environment).bind(properties);
		return context(properties, SameOriginsParser.read(properties.getSameOrigins()));
	}

	private DeploymentContext context(CorsProperties properties, SameOriginsParser sameOrigins) {
		return sameOrigins.deployment(this.environment, this.paths).with(properties.getProtection().toProtection());
	}

	private List<CorsPolicy> customized(Collection<CorsPolicy> policies) {
		return policies.stream().map(this.declared::customize).toList();
	}

	private CorsPolicies change(Consumer<Map<String, CorsPolicy>> change) {
		return this.reloads.apply(Trigger.API, this.engine.getObject(), (inForce) -> {
			Map<String, CorsPolicy> policies = new LinkedHashMap<>();
			inForce.policies().forEach((policy) -> policies.put(policy.name(), policy));
			change.accept(policies);
			return report(compile(inForce, policies.values(), context()));
		});
	}

	/** What is compiled already for the same application is not compiled again. */
	private static CorsPolicies compile(CorsPolicies inForce, Collection<CorsPolicy> policies,
			DeploymentContext context) {
		return inForce.context().equals(context) ? inForce.recompile(policies)
				: CorsPolicies.compile(policies, context);
	}

	DeclaredPolicies declared() {
		return this.declared;
	}

	private CorsPolicies compile(CorsPolicies inForce, CorsProperties properties, PropertyProblems keys) {
		SameOriginsParser sameOrigins = SameOriginsParser.read(properties.getSameOrigins());
		DeploymentContext context = context(properties, sameOrigins);
		keys.logWarnings();
		List<Problem> problems = new ArrayList<>(keys.all());
		problems.addAll(sameOrigins.problems());
		problems.addAll(properties.getLookup().problems());
		DeclaredPolicies.Declaration declaration = this.declared.read(properties, keys);
		problems.addAll(declaration.problems());
		List<CorsPolicy> policies = declaration.policies();
		CorsPolicies compiled = inForce;
		try {
			compiled = compile(inForce, policies, context);
			problems.addAll(compiled.warnings());
		}
		catch (InvalidCorsPolicyException ex) {
			problems.addAll(PropertyProblems.unexplained(ex.problems(), keys.all()));
		}
		problems.addAll(GrantTerms.check(policies, LocalDate.now(ZoneOffset.UTC),
				properties.getExpired() == GrantEntry.Expired.FAIL));
		InvalidCorsConfigurationException.throwIfFatal(problems, declaration.places(), policies, context);
		this.warnings.report(problems, declaration.places(), problems.isEmpty() ? (problem) -> null
				: PropertyLocation.texts(this.environment, declaration.places()));
		this.context = context;
		return compiled;
	}

	private CorsPolicies report(CorsPolicies compiled) {
		this.warnings.report(compiled.warnings(), Map.of(), (problem) -> null);
		return compiled;
	}

}
