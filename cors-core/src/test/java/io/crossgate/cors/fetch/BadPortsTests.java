package io.crossgate.cors.fetch;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BadPortsTests {

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 22, 25, 110, 143, 587, 993, 2049, 3659, 4190, 5060, 6000, 6667, 6679, 10080 })
	void noBrowserConnectsToBadPorts(int port) {
		assertThat(BadPorts.contains(port)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(ints = { 80, 443, 3000, 4200, 5173, 8080, 8443, 65535 })
	void browsersConnectToOtherPorts(int port) {
		assertThat(BadPorts.contains(port)).isFalse();
	}

}
