package io.crossgate.cors.browser.network;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.crossgate.cors.browser.model.LocalNetwork.AddressSpace;
import io.crossgate.cors.browser.url.WebUrl;

import static org.assertj.core.api.Assertions.assertThat;

class AddressSpacesTests {

	/** The blocks of the draft, first match wins, as bits of the address. */
	private static final Map<String, AddressSpace> IPV4_BLOCKS = Map.of("127.0.0.0/8", AddressSpace.LOOPBACK,
			"10.0.0.0/8", AddressSpace.LOCAL, "100.64.0.0/10", AddressSpace.LOCAL, "172.16.0.0/12", AddressSpace.LOCAL,
			"192.168.0.0/16", AddressSpace.LOCAL, "198.18.0.0/15", AddressSpace.LOOPBACK, "169.254.0.0/16",
			AddressSpace.LOCAL, "0.0.0.0/8", AddressSpace.LOCAL);

	@ParameterizedTest(name = "{0} is {1}")
	@CsvSource({ "127.0.0.1, LOOPBACK", "0x7f.1, LOOPBACK", "0.0.0.0, LOOPBACK", "0.0.0.1, LOCAL",
			"198.17.255.255, PUBLIC", "198.18.0.0, LOOPBACK", "198.19.255.255, LOOPBACK", "198.20.0.0, PUBLIC",
			"10.1.2.3, LOCAL", "100.63.255.255, PUBLIC", "100.64.0.0, LOCAL", "100.127.255.255, LOCAL",
			"172.15.255.255, PUBLIC", "172.16.0.0, LOCAL", "172.31.255.255, LOCAL", "172.32.0.0, PUBLIC",
			"169.254.1.1, LOCAL", "192.168.0.1, LOCAL", "192.0.2.1, PUBLIC", "[::1], LOOPBACK", "[::], LOOPBACK",
			"[::2], PUBLIC", "[fc00::], LOCAL", "[fdff::1], LOCAL", "[fe80::1], LOCAL", "[febf::1], LOCAL",
			"[fec0::1], LOCAL", "[feff::1], LOCAL", "[ff02::1], PUBLIC", "[2001:db8::1], LOCAL",
			"[2001:db9::1], PUBLIC", "[2001::db8], PUBLIC", "[3fff:fff::1], LOCAL", "[3fff:1000::1], PUBLIC",
			"[3fff::1], LOCAL", "[::ffff:127.0.0.1], LOOPBACK", "[::ffff:10.0.0.1], LOCAL", "[::ffff:8.8.8.8], PUBLIC",
			"[::ffff:0.0.0.0], LOOPBACK", "[::ffff:0:1], LOCAL", "[::ffff:0:a00:1], PUBLIC", "[2606:4700::1], PUBLIC",
			"localhost, LOOPBACK", "app.localhost, LOOPBACK", "localhost., LOOPBACK", "printer.local, LOCAL",
			"app.example.com,", "local,", "1.2.3.4.example,", "mylocal,", "127.example," })
	void someHostsNeedNoLookUp(String host, @Nullable AddressSpace expected) {
		assertThat(of(host)).isEqualTo(expected);
	}

	@Test
	void anOpaqueUrlHasNoHost() {
		assertThat(AddressSpaces.of(Objects.requireNonNull(WebUrl.parse("data:,x")))).isNull();
	}

	@Test
	void agreesWithTheTableOfTheDraft() {
		long seed = 20261128;
		Random random = new Random(seed);
		List<Integer> first = List.of(0, 10, 100, 127, 169, 172, 192, 198, 8, 255);
		List<Integer> second = List.of(0, 15, 16, 17, 18, 19, 20, 31, 32, 63, 64, 127, 128, 168, 254, 255);
		for (int i = 0; i < 20_000; i++) {
			int[] octets = { first.get(random.nextInt(first.size())), second.get(random.nextInt(second.size())),
					random.nextInt(256), random.nextInt(256) };
			String address = octets[0] + "." + octets[1] + "." + octets[2] + "." + octets[3];
			AddressSpace expected = naive(octets);
			assertThat(of(address)).as("seed %d, %s", seed, address).isEqualTo(expected);
			assertThat(of("[::ffff:" + address + "]")).as("seed %d, mapped %s", seed, address).isEqualTo(expected);
		}
	}

	@ParameterizedTest(name = "{0} is less public than {1}: {2}")
	@CsvSource({ "LOOPBACK, LOCAL, true", "LOOPBACK, PUBLIC, true", "LOCAL, PUBLIC, true", "LOCAL, LOCAL, false",
			"LOCAL, LOOPBACK, false", "PUBLIC, LOOPBACK, false", "PUBLIC, PUBLIC, false" })
	void loopbackIsTheLeastPublic(AddressSpace space, AddressSpace other, boolean expected) {
		assertThat(space.isLessPublicThan(other)).isEqualTo(expected);
	}

	private static AddressSpace naive(int[] octets) {
		if (octets[0] + octets[1] + octets[2] + octets[3] == 0) {
			return AddressSpace.LOOPBACK;
		}
		for (Map.Entry<String, AddressSpace> block : IPV4_BLOCKS.entrySet()) {
			int slash = block.getKey().indexOf('/');
			int length = Integer.parseInt(block.getKey().substring(slash + 1));
			if (bits(octets).startsWith(bits(octets(block.getKey().substring(0, slash))).substring(0, length))) {
				return block.getValue();
			}
		}
		return AddressSpace.PUBLIC;
	}

	private static int[] octets(String address) {
		return List.of(address.split("\\.")).stream().mapToInt(Integer::parseInt).toArray();
	}

	private static String bits(int[] octets) {
		StringBuilder bits = new StringBuilder();
		for (int octet : octets) {
			bits.append(Integer.toBinaryString(octet | 0x100).substring(1));
		}
		return bits.toString();
	}

	private static @Nullable AddressSpace of(String host) {
		return AddressSpaces.of(Objects.requireNonNull(WebUrl.parse("http://" + host + "/"), host));
	}

}
