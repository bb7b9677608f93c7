package io.crossgate.cors.sample;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.stereotype.Component;
import org.springframework.util.Assert;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/**
 * A second Netty in front of the same handler.
 */
@Component
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
class NettySecondServer implements SecondServer, SmartLifecycle {

	private final HttpServer server;

	private volatile @Nullable DisposableServer running;

	NettySecondServer(HttpHandler handler, @Value("${sample.second-port}") int port) {
		this.server = HttpServer.create().port(port).handle(new ReactorHttpHandlerAdapter(handler));
	}

	@Override
	public void start() {
		this.running = this.server.bindNow();
	}

	@Override
	public void stop() {
		DisposableServer running = this.running;
		if (running != null) {
			running.disposeNow();
		}
		this.running = null;
	}

	@Override
	public boolean isRunning() {
		return this.running != null;
	}

	@Override
	public int port() {
		DisposableServer running = this.running;
		Assert.state(running != null, "The second server has not been started");
		return running.port();
	}

}
