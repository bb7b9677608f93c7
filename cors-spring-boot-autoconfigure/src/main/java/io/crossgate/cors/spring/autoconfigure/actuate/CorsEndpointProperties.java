package io.crossgate.cors.spring.autoconfigure.actuate;

import java.util.HashSet;
import java.util.Set;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may see origins in the endpoint.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("management.endpoint.cors")
public class CorsEndpointProperties {

	/**
	 * When to show origins.
	 */
	private Show showValues = Show.NEVER;

	/**
	 * Roles whose users are authorised to see origins. When empty, all authenticated
	 * users are.
	 */
	private Set<String> roles = new HashSet<>();

	public Show getShowValues() {
		return this.showValues;
	}

	public void setShowValues(Show showValues) {
		this.showValues = showValues;
	}

	public Set<String> getRoles() {
		return this.roles;
	}

	public void setRoles(Set<String> roles) {
		this.roles = roles;
	}

}
