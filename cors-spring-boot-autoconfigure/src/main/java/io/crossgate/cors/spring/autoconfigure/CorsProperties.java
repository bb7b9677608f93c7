package io.crossgate.cors.spring.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.core.Ordered;

import io.crossgate.cors.spring.autoconfigure.grants.GrantEntry;
import io.crossgate.cors.spring.lookup.LookupProperties;
import io.crossgate.cors.spring.protection.ProtectionProperties;

/**
 * The wire format of {@code cors.*}: the default policy right here, for applications that
 * need only one, and named policies below it. Read once, when the policies are compiled.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("cors")
public class CorsProperties extends PolicyProperties {

	/**
	 * Whether the starter is there. Without it no policy is read, no filter registered.
	 */
	private boolean enabled = true;

	/**
	 * Policies by name. Nothing is inherited from the default policy.
	 */
	private Map<String, PolicyProperties> policies = new LinkedHashMap<>();

	/**
	 * This application's own public origins, for when a proxy rewrites Host.
	 */
	private List<String> sameOrigins = new ArrayList<>();

	/**
	 * Order of the filter: after forwarded headers and observation, before sessions and
	 * security.
	 */
	private int filterOrder = Ordered.HIGHEST_PRECEDENCE + 10;

	/**
	 * Whether a policy is the only author of CORS headers on its paths: what the
	 * application, libraries or servers behind a gateway write of them is replaced.
	 */
	private boolean authoritative = true;

	/**
	 * What to do about other CORS code found in the application.
	 */
	private Conflicts conflicts = Conflicts.WARN;

	/**
	 * What to do about origins and accepted risks past their date, at start and reload.
	 */
	private GrantEntry.Expired expired = GrantEntry.Expired.WARN;

	/**
	 * What to do about keys right below cors that are not properties of this starter.
	 */
	private UnknownKeysAction unknownKeys = UnknownKeysAction.WARN;

	/**
	 * What is explained, and to whom.
	 */
	private final Explain explain = new Explain();

	/**
	 * How the beans are asked that origins-from names.
	 */
	@NestedConfigurationProperty
	private final LookupProperties lookup = new LookupProperties();

	/**
	 * How policies change while the application runs.
	 */
	private final Reload reload = new Reload();

	/**
	 * Protection from unsafe requests of other sites' pages.
	 */
	@NestedConfigurationProperty
	private final ProtectionProperties protection = new ProtectionProperties();

	public CorsProperties() {
		super(List.of("/**"));
	}

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public Map<String, PolicyProperties> getPolicies() {
		return this.policies;
	}

	public void setPolicies(Map<String, PolicyProperties> policies) {
		this.policies = policies;
	}

	public List<String> getSameOrigins() {
		return this.sameOrigins;
	}

	public void setSameOrigins(List<String> sameOrigins) {
		this.sameOrigins = sameOrigins;
	}

	public int getFilterOrder() {
		return this.filterOrder;
	}

	public void setFilterOrder(int filterOrder) {
		this.filterOrder = filterOrder;
	}

	public boolean isAuthoritative() {
		return this.authoritative;
	}

	public void setAuthoritative(boolean authoritative) {
		this.authoritative = authoritative;
	}

	public Conflicts getConflicts() {
		return this.conflicts;
	}

	public void setConflicts(Conflicts conflicts) {
		this.conflicts = conflicts;
	}

	public GrantEntry.Expired getExpired() {
		return this.expired;
	}

	public void setExpired(GrantEntry.Expired expired) {
		this.expired = expired;
	}

	public UnknownKeysAction getUnknownKeys() {
		return this.unknownKeys;
	}

	public void setUnknownKeys(UnknownKeysAction unknownKeys) {
		this.unknownKeys = unknownKeys;
	}

	public Explain getExplain() {
		return this.explain;
	}

	public ProtectionProperties getProtection() {
		return this.protection;
	}

	public LookupProperties getLookup() {
		return this.lookup;
	}

	public Reload getReload() {
		return this.reload;
	}

	/**
	 * What to do about other CORS code.
	 */
	public enum Conflicts {

		/** Log a warning with the place of each and what to delete. */
		WARN,
		/** Stop the start. */
		FAIL,
		/** Do not look for it. */
		IGNORE

	}

	/**
	 * What to do about unknown keys.
	 */
	public enum UnknownKeysAction {

		/** Log a warning with the key and its place. */
		WARN,
		/** Stop the start. */
		FAIL

	}

	/**
	 * What is explained, and to whom.
	 */
	public static class Explain {

		/**
		 * What is logged of refusals. A block for each distinct one, at most 20 a minute,
		 * with the rule and the YAML that would allow it.
		 */
		private Log log = Log.DENIED;

		/**
		 * Whether the browser's console carries a link to the explanation. By default
		 * only with devtools or in one of the profiles dev, local and test; for loopback
		 * clients only.
		 */
		private Browser browser = Browser.AUTO;

		public Log getLog() {
			return this.log;
		}

		public void setLog(Log log) {
			this.log = log;
		}

		public Browser getBrowser() {
			return this.browser;
		}

		public void setBrowser(Browser browser) {
			this.browser = browser;
		}

		/**
		 * What is logged.
		 */
		public enum Log {

			/** One block for each distinct refusal, at most 20 a minute. */
			DENIED,
			/** Nothing. */
			OFF

		}

		/**
		 * Whether the browser's console carries explanations.
		 */
		public enum Browser {

			/**
			 * With devtools or in one of the profiles dev, local and test, for loopback
			 * clients.
			 */
			AUTO,
			/** In every profile, for loopback clients. */
			ON,
			/** Never. */
			OFF

		}

	}

	/**
	 * How policies change while the application runs.
	 */
	public static class Reload {

		/**
		 * Whether policies change with the environment (Spring Cloud), with watched files
		 * and through the API. Otherwise they stay what they are at the start.
		 */
		private boolean enabled = true;

		/**
		 * File or folder that is watched, with cors.* as YAML or properties, such as a
		 * mounted ConfigMap. It overrides the application's files; variables, system
		 * properties and arguments override it.
		 */
		private String watch = "";

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		public String getWatch() {
			return this.watch;
		}

		public void setWatch(String watch) {
			this.watch = watch;
		}

	}

}
