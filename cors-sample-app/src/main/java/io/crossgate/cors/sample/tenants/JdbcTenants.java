package io.crossgate.cors.sample.tenants;

import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.origin.OriginLookup;
import io.crossgate.cors.origin.OriginQuery;

/**
 * The customers' origins, asked for with JDBC. That blocks, and may: no request waits for
 * it longer than {@code cors.lookup.timeout}, on Netty neither.
 */
@Component("tenantOrigins")
@Profile("tenants & !r2dbc")
class JdbcTenants implements OriginLookup, Tenants {

	private final JdbcClient database;

	JdbcTenants(JdbcClient database) {
		this.database = database;
	}

	@Override
	public boolean allows(OriginQuery query) {
		return this.database.sql("select count(*) from tenant_origin where origin = ?")
			.param(query.origin().toString())
			.query(Long.class)
			.single() > 0;
	}

	@Override
	public Mono<Void> add(Origin origin) {
		return Mono
			.fromRunnable(() -> this.database.sql("insert into tenant_origin (origin) values (?)")
				.param(origin.toString())
				.update())
			.subscribeOn(Schedulers.boundedElastic())
			.then();
	}

	@Override
	public Mono<Void> remove(Origin origin) {
		return Mono.fromRunnable(
				() -> this.database.sql("delete from tenant_origin where origin = ?").param(origin.toString()).update())
			.subscribeOn(Schedulers.boundedElastic())
			.then();
	}

}
