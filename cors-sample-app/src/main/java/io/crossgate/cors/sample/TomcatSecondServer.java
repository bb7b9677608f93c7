package io.crossgate.cors.sample;

import org.apache.catalina.connector.Connector;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * A second connector of the same Tomcat.
 */
@Component
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class TomcatSecondServer implements SecondServer, WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	private final Connector connector = new Connector();

	TomcatSecondServer(@Value("${sample.second-port}") int port) {
		this.connector.setPort(port);
	}

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		factory.addAdditionalConnectors(this.connector);
	}

	@Override
	public int port() {
		return this.connector.getLocalPort();
	}

}
