package io.crossgate.cors.spring.benchmark.peers;

import java.util.ArrayList;
import java.util.List;

import io.crossgate.cors.spring.benchmark.exchanges.Peer;
import io.crossgate.cors.spring.benchmark.exchanges.ServletPeer;

/** All peers. */
public final class Peers {

	private Peers() {
	}

	public static List<Peer> all() {
		List<ServletPeer> filters = new ArrayList<>(List.of(new NoopServletPeer(), new FloorServletPeer()));
		CrossgateServletPeer.all().forEach(filters::add);
		filters.addAll(List.of(new SpringServletPeer(), new TomcatFilterPeer(), new JettyFilterPeer(), new TtcFilterPeer()));
		List<Peer> peers = new ArrayList<>(filters);
		peers.addAll(List.of(new NoopJettyPeer(), new JettyHandlerPeer(), new NoopReactivePeer(), new FloorReactivePeer()));
		CrossgateReactivePeer.all().forEach(peers::add);
		peers.add(new SpringReactivePeer());
		filters.forEach((filter) -> peers.add(new OnTomcat(filter)));
		return peers;
	}

	public static Peer named(String name) {
		return all().stream().filter((peer) -> peer.name().equals(name)).findFirst().orElseThrow();
	}

}
