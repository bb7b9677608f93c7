package io.crossgate.cors.spring.benchmark.exchanges;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardContext;
import org.apache.tomcat.util.http.MimeHeaders;

import io.crossgate.cors.spring.benchmark.scenarios.Answer;
import io.crossgate.cors.spring.benchmark.scenarios.Header;
import io.crossgate.cors.spring.benchmark.scenarios.Scenario;

/**
 * A servlet filter over Tomcat's own request and response, fed as its HTTP/1.1 parser
 * feeds them: header names and values are bytes until somebody asks for them.
 */
public final class TomcatExchange implements Exchange, FilterChain {

	private final org.apache.coyote.Request coyoteRequest = new org.apache.coyote.Request();

	private final org.apache.coyote.Response coyoteResponse = new org.apache.coyote.Response();

	private final Request request;

	private final Response response;

	private final StandardContext context = new StandardContext();

	private final Filter filter;

	private final Scenario scenario;

	private final byte[][] names;

	private final byte[][] values;

	private boolean passedOn;

	public TomcatExchange(Filter filter, Scenario scenario) {
		this.filter = filter;
		this.scenario = scenario;
		this.names = scenario.headers()
			.stream()
			.map((header) -> header.name().getBytes(StandardCharsets.ISO_8859_1))
			.toArray(byte[][]::new);
		this.values = scenario.headers().stream().map(Header::octets).toArray(byte[][]::new);
		this.coyoteRequest.setResponse(this.coyoteResponse);
		this.coyoteResponse.setRequest(this.coyoteRequest);
		this.request = new Request(new Connector(), this.coyoteRequest);
		this.response = new Response(this.coyoteResponse);
		this.request.setResponse(this.response);
		this.response.setRequest(this.request);
	}

	@Override
	public void renew() {
		this.passedOn = false;
		this.request.recycle();
		this.response.recycle();
		this.coyoteRequest.recycle();
		this.coyoteResponse.recycle();
		this.coyoteRequest.setMethod(this.scenario.method());
		this.coyoteRequest.scheme().setString("https");
		this.coyoteRequest.serverName().setString("api.example.com");
		this.coyoteRequest.setServerPort(443);
		this.coyoteRequest.requestURI().setString(this.scenario.path());
		this.coyoteRequest.decodedURI().setString(this.scenario.path());
		this.request.getMappingData().context = this.context;
		this.request.getMappingData().wrapperPath.setString(this.scenario.path());
		MimeHeaders headers = this.coyoteRequest.getMimeHeaders();
		for (int i = 0; i < this.names.length; i++) {
			headers.addValue(this.names[i], 0, this.names[i].length).setBytes(this.values[i], 0, this.values[i].length);
		}
	}

	@Override
	public void handle() throws ServletException, IOException {
		this.filter.doFilter(this.request.getRequest(), this.response.getResponse(), this);
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response) {
		this.passedOn = true;
	}

	@Override
	public Answer answer() {
		MimeHeaders headers = this.coyoteResponse.getMimeHeaders();
		Map<String, List<String>> lines = new TreeMap<>();
		for (int i = 0; i < headers.size(); i++) {
			lines.computeIfAbsent(headers.getName(i).toString().toLowerCase(Locale.ROOT), (name) -> new ArrayList<>())
				.add(headers.getValue(i).toString());
		}
		return new Answer(this.passedOn, this.coyoteResponse.getStatus(), lines);
	}

}
