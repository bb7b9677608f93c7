package io.crossgate.cors.sample.tenants;

import reactor.core.publisher.Mono;

import io.crossgate.cors.origin.Origin;

/**
 * Where the origins of customers stand.
 */
interface Tenants {

	Mono<Void> add(Origin origin);

	Mono<Void> remove(Origin origin);

}
