package io.crossgate.cors.sample.tenants;

import io.r2dbc.spi.ConnectionFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

import io.crossgate.cors.origin.Origin;
import io.crossgate.cors.origin.OriginQuery;
import io.crossgate.cors.spring.lookup.ReactiveOriginLookup;

/**
 * The customers' origins, asked for with R2DBC: nothing waits.
 */
@Component("tenantOrigins")
@Profile("tenants & r2dbc")
class R2dbcTenants implements ReactiveOriginLookup, Tenants {

	private final DatabaseClient database;

	R2dbcTenants(ConnectionFactory connections) {
		this.database = DatabaseClient.create(connections);
	}

	@Override
	public Mono<Boolean> allows(OriginQuery query) {
		return this.database.sql("select count(*) from tenant_origin where origin = :origin")
			.bind("origin", query.origin().toString())
			.mapValue(Long.class)
			.one()
			.map((count) -> count > 0);
	}

	@Override
	public Mono<Void> add(Origin origin) {
		return this.database.sql("insert into tenant_origin (origin) values (:origin)")
			.bind("origin", origin.toString())
			.then();
	}

	@Override
	public Mono<Void> remove(Origin origin) {
		return this.database.sql("delete from tenant_origin where origin = :origin")
			.bind("origin", origin.toString())
			.then();
	}

}
