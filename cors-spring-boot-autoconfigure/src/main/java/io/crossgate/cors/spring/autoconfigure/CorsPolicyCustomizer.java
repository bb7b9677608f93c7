package io.crossgate.cors.spring.autoconfigure;

import io.crossgate.cors.policy.CorsPolicy;

/**
 * Changes policies before they are compiled, wherever they were declared. Beans of this
 * type are applied in order to every policy.
 *
 * <pre class="code">
 * &#64;Bean
 * CorsPolicyCustomizer exposeRequestId() {
 *     return (policy) -&gt; policy.toBuilder().exposedHeaders("X-Request-Id").build();
 * }
 * </pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CorsPolicyCustomizer {

	/**
	 * Changes a policy.
	 * @param policy the policy as declared
	 * @return the policy to use in its place, of the same name
	 */
	CorsPolicy customize(CorsPolicy policy);

}
