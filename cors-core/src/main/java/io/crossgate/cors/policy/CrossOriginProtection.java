package io.crossgate.cors.policy;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Whether unsafe requests of other sites' pages are refused, navigations included, and
 * which are not. It is one for the whole application, on every path, whether or not a
 * policy covers it. Decided in this order:
 * <ol>
 * <li>{@code GET}, {@code HEAD}, {@code OPTIONS}, {@code TRACE} and {@code QUERY} pass,
 * but a handshake of a WebSocket is a write, whatever its method, and so is every method
 * that is not known</li>
 * <li>{@code Sec-Fetch-Site: same-origin} or {@code none} passes</li>
 * <li>an origin that the path's policy allows with credentials, or a trusted one,
 * passes</li>
 * <li>any other {@code Sec-Fetch-Site} is refused, {@code same-site} included</li>
 * <li>without {@code Sec-Fetch-Site}, the server's own {@code Origin} passes, and any
 * other is refused, {@code null} included</li>
 * <li>with neither header it is no browser's request, and passes</li>
 * </ol>
 * A policy that only reports, or that allows every origin, trusts no origin. What
 * overrides the method, such as {@code _method} or {@code X-HTTP-Method-Override},
 * changes nothing here: Spring's filter for it changes {@code POST} alone, which is a
 * write anyway.
 *
 * <pre class="code">
 * CrossOriginProtection.enforce()
 *     .trusting("https://pay.example.com")     // permitted, and https://*.example.com
 *     .exempting("/webhooks/**");              // permitted: who calls there proves who it is
 * CrossOriginProtection.enforce().trusting("*")      // prohibited: any-origin-with-credentials
 * CrossOriginProtection.enforce().trusting("null")   // prohibited: null-origin-with-credentials
 * </pre>
 *
 * Immutable and not validated: that is done when policies are compiled, where trusted
 * origins are judged as those of a policy with credentials, and exempt paths as those of
 * a policy.
 *
 * @param mode whether it is enforced
 * @param trustedOrigins exact origins and patterns whose pages may write
 * @param exemptPaths path patterns on which every origin may write
 * @param acceptRisks codes of the risks of trusted origins and exempt paths that are
 * accepted
 * @since 0.1.0
 * @see <a href="https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header">Fetch
 * Metadata, Sec-Fetch-Site</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-9.2.1">RFC 9110, safe
 * methods</a>
 */
public record CrossOriginProtection(CorsPolicy.Mode mode, List<String> trustedOrigins, List<String> exemptPaths,
		List<String> acceptRisks) {

	private static final CrossOriginProtection OFF = of(CorsPolicy.Mode.OFF);

	/**
	 * Copies the lists.
	 */
	public CrossOriginProtection {
		trustedOrigins = List.copyOf(trustedOrigins);
		exemptPaths = List.copyOf(exemptPaths);
		acceptRisks = List.copyOf(acceptRisks);
	}

	/**
	 * Nothing is refused.
	 * @return no protection
	 */
	public static CrossOriginProtection off() {
		return OFF;
	}

	/**
	 * What would be refused is told to observers, and nothing is changed.
	 * @return protection that trusts no origin and exempts nothing
	 */
	public static CrossOriginProtection reportOnly() {
		return of(CorsPolicy.Mode.REPORT_ONLY);
	}

	/**
	 * What is not trusted is refused.
	 * @return protection that trusts no origin and exempts nothing
	 */
	public static CrossOriginProtection enforce() {
		return of(CorsPolicy.Mode.ENFORCE);
	}

	private static CrossOriginProtection of(CorsPolicy.Mode mode) {
		return new CrossOriginProtection(mode, List.of(), List.of(), List.of());
	}

	/**
	 * Return the same protection with other trusted origins.
	 * @param origins exact origins and patterns
	 * @return another protection
	 */
	public CrossOriginProtection trusting(String... origins) {
		return new CrossOriginProtection(this.mode, List.of(origins), this.exemptPaths, this.acceptRisks);
	}

	/**
	 * Return the same protection with other exempt paths.
	 * @param paths path patterns
	 * @return another protection
	 */
	public CrossOriginProtection exempting(String... paths) {
		return new CrossOriginProtection(this.mode, this.trustedOrigins, List.of(paths), this.acceptRisks);
	}

	/** Every start asks, and what records have for it makes classes of its own. */
	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof CrossOriginProtection that && this.mode.equals(that.mode)
				&& this.trustedOrigins.equals(that.trustedOrigins) && this.exemptPaths.equals(that.exemptPaths)
				&& this.acceptRisks.equals(that.acceptRisks);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.mode, this.trustedOrigins, this.exemptPaths, this.acceptRisks);
	}

}
