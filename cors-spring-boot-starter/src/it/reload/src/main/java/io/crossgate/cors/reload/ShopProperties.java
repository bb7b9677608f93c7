package io.crossgate.cors.reload;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Somebody else's properties, which change together with ours.
 */
@ConfigurationProperties("shop")
public class ShopProperties {

	private String name;

	public String getName() {
		return this.name;
	}

	public void setName(String name) {
		this.name = name;
	}

}
