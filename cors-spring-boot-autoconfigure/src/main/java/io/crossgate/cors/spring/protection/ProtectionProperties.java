package io.crossgate.cors.spring.protection;

import java.util.ArrayList;
import java.util.List;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.CrossOriginProtection;

/**
 * The wire format of {@code cors.protection}.
 *
 * @since 0.1.0
 */
public class ProtectionProperties {

	/**
	 * Whether unsafe requests of other sites' pages are refused, form posts and
	 * handshakes of WebSockets included, on every path. report-only counts and logs what
	 * enforce would refuse.
	 */
	private CorsPolicy.Mode mode = CorsPolicy.Mode.OFF;

	/**
	 * Origins whose pages may write, beside those that the policy of a path allows with
	 * credentials: exact ones, or patterns such as https://*.example.com.
	 */
	private List<String> trustedOrigins = new ArrayList<>();

	/**
	 * Paths on which every origin may write because each caller is authenticated without
	 * a cookie: webhooks, callbacks of identity and payment providers. Callbacks that
	 * Spring Security serves need not be listed.
	 */
	private List<String> exemptPaths = new ArrayList<>();

	/**
	 * Codes of the risks of trusted origins and exempt paths that are knowingly accepted.
	 */
	private List<String> acceptRisks = new ArrayList<>();

	public CorsPolicy.Mode getMode() {
		return this.mode;
	}

	public void setMode(CorsPolicy.Mode mode) {
		this.mode = mode;
	}

	public List<String> getTrustedOrigins() {
		return this.trustedOrigins;
	}

	public void setTrustedOrigins(List<String> trustedOrigins) {
		this.trustedOrigins = trustedOrigins;
	}

	public List<String> getExemptPaths() {
		return this.exemptPaths;
	}

	public void setExemptPaths(List<String> exemptPaths) {
		this.exemptPaths = exemptPaths;
	}

	public List<String> getAcceptRisks() {
		return this.acceptRisks;
	}

	public void setAcceptRisks(List<String> acceptRisks) {
		this.acceptRisks = acceptRisks;
	}

	/**
	 * Return the protection that is declared.
	 * @return the protection, not validated
	 */
	public CrossOriginProtection toProtection() {
		return new CrossOriginProtection(this.mode, this.trustedOrigins, this.exemptPaths, this.acceptRisks);
	}

}
