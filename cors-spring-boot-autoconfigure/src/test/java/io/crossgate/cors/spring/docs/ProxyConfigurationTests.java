package io.crossgate.cors.spring.docs;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.crossgate.cors.spring.caches.Configurations;
import io.crossgate.cors.spring.docs.Document.Block;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The configurations that are shown are those that proxies and caches are tested with,
 * without what only a test needs.
 */
class ProxyConfigurationTests {

	private static final Document PROXIES = Document.ofBoot("proxies.md");

	@ParameterizedTest
	@CsvSource({ "nginx, NGINX", "Apache httpd, APACHE", "HAProxy, HAPROXY", "Varnish, VARNISH", "Squid, SQUID",
			"Traffic Server, TRAFFIC_SERVER", "Caddy, CADDY" })
	void everyLineIsTested(String section, String cache) throws IOException {
		List<Block> blocks = PROXIES.blocks().stream().filter((block) -> block.section().equals(section)).toList();
		assertThat(blocks).hasSize(1);
		assertThat(lines(Configurations.of(cache))).containsAll(lines(blocks.get(0).text()).toList());
		assertThat(lines(blocks.get(0).text())).containsAll(lines(Configurations.hostSetting(cache)).toList());
	}

	private static Stream<String> lines(String text) {
		return text.lines().map(String::strip).filter((line) -> !line.isEmpty());
	}

}
