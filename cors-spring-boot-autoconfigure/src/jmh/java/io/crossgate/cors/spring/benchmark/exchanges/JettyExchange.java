package io.crossgate.cors.spring.benchmark.exchanges;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Context;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;

import io.crossgate.cors.spring.benchmark.scenarios.Answer;
import io.crossgate.cors.spring.benchmark.scenarios.Header;
import io.crossgate.cors.spring.benchmark.scenarios.Scenario;
import io.crossgate.cors.spring.servlet.StubExchange;

/** A handler of Jetty's core server over Jetty's own header fields. */
final class JettyExchange implements Exchange {

	private final Handler handler;

	private final StubRequest request;

	private final StubResponse response;

	private final Header[] fresh;

	private boolean passedOn;

	JettyExchange(UnaryOperator<Handler> cors, Scenario scenario) throws Exception {
		this.handler = cors.apply(new Handler.Abstract() {

			@Override
			public boolean handle(Request request, Response response, Callback callback) {
				JettyExchange.this.passedOn = true;
				return true;
			}

		});
		Server server = new Server();
		server.setHandler(this.handler);
		// Not the server: it would start threads.
		this.handler.start();
		this.request = new StubRequest(server.getContext(), scenario);
		this.response = new StubResponse(this.request);
		this.fresh = scenario.freshHeaders().toArray(Header[]::new);
	}

	@Override
	public void renew() {
		this.passedOn = false;
		this.response.headers.clear();
		this.response.status = 0;
		for (Header header : this.fresh) {
			HttpHeader known = HttpHeader.CACHE.get(header.name());
			this.request.headers.put(new HttpField(known, header.freshValue()));
		}
	}

	@Override
	public void handle() throws Exception {
		this.handler.handle(this.request, this.response, Callback.NOOP);
	}

	@Override
	public Answer answer() {
		Map<String, List<String>> headers = new TreeMap<>();
		this.response.headers.getFieldNamesCollection()
			.forEach((name) -> headers.put(name.toLowerCase(Locale.ROOT), this.response.headers.getValuesList(name)));
		return new Answer(this.passedOn, (this.response.status != 0) ? this.response.status : 200, headers);
	}

	private static final class StubRequest extends Request.Wrapper {

		private final Context context;

		private final String method;

		private final HttpURI uri;

		private final HttpFields.Mutable headers = HttpFields.build();

		StubRequest(Context context, Scenario scenario) {
			super(StubExchange.unsupported(Request.class));
			this.context = context;
			this.method = scenario.method();
			this.uri = HttpURI.from(Scenario.OWN_ORIGIN + scenario.path());
			scenario.headers().forEach((header) -> this.headers.add(header.name(), header.value()));
		}

		@Override
		public Context getContext() {
			return this.context;
		}

		@Override
		public String getMethod() {
			return this.method;
		}

		@Override
		public HttpURI getHttpURI() {
			return this.uri;
		}

		@Override
		public HttpFields getHeaders() {
			return this.headers;
		}

	}

	private static final class StubResponse extends Response.Wrapper {

		private final HttpFields.Mutable headers = HttpFields.build();

		private int status;

		StubResponse(Request request) {
			super(request, StubExchange.unsupported(Response.class));
		}

		@Override
		public HttpFields.Mutable getHeaders() {
			return this.headers;
		}

		@Override
		public int getStatus() {
			return this.status;
		}

		@Override
		public void setStatus(int status) {
			this.status = status;
		}

		@Override
		public boolean isCommitted() {
			return false;
		}

		@Override
		public void write(boolean last, ByteBuffer body, Callback callback) {
			callback.succeeded();
		}

	}

}
