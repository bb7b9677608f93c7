package io.crossgate.cors.spring.autoconfigure.actuate;

import java.util.Set;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may see origins in the endpoint.
 *
 * @param showValues when to show origins
 * @param roles roles whose users are authorised to see origins. When empty, all
 * authenticated users are
 */
@ConfigurationProperties("management.endpoint.cors")
record CorsEndpointProperties(@DefaultValue("never") Show showValues, @DefaultValue Set<String> roles) {

}
