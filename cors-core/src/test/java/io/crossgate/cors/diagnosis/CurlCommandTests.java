package io.crossgate.cors.diagnosis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.crossgate.cors.CorsRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hands the commands to a real shell, in which {@code curl} only prints its arguments.
 */
class CurlCommandTests {

	private static final String BASE = "https://api.example.com";

	@Test
	void aPreflight() {
		CorsRequest request = new CorsRequest("OPTIONS", "/todos/7").origin("https://app.example.com")
			.header("Access-Control-Request-Method", "PUT")
			.header("Access-Control-Request-Headers", "x-a,x-b")
			.header("Cookie", "secret");
		assertThat(CurlCommand.of(request, BASE + "/ctx/"))
			.isEqualTo("curl -i -X OPTIONS -H 'Origin: https://app.example.com' -H 'Access-Control-Request-Method: PUT'"
					+ " -H 'Access-Control-Request-Headers: x-a,x-b' https://api.example.com/ctx/todos/7");
	}

	@Test
	void theAnswerToHeadHasNoBodyToWaitFor() {
		assertThat(CurlCommand.of(new CorsRequest("HEAD", "/"), BASE)).isEqualTo("curl -i -I https://api.example.com/");
	}

	@Test
	void aPathIsSentAsItCame() {
		assertThat(CurlCommand.of(new CorsRequest("GET", "/a/../b"), BASE))
			.isEqualTo("curl -i --path-as-is https://api.example.com/a/../b");
		assertThat(CurlCommand.of(new CorsRequest("GET", "/a%41[1-9]{x}?#"), BASE))
			.isEqualTo("curl -i 'https://api.example.com/a%41%5B1-9%5D%7Bx%7D%3F%23'");
		assertThat(CurlCommand.of(new CorsRequest("GET", "/"), "-o/etc/passwd")).endsWith(" http://-o/etc/passwd/");
	}

	@Test
	void aLongListOfHeadersIsSpreadOverLines() throws Exception {
		String names = "x-name,".repeat(50) + "x-last";
		List<String> words = words(
				CurlCommand.of(new CorsRequest("OPTIONS", "/").header("Access-Control-Request-Headers", names), BASE));
		List<String> lines = words.stream().filter((word) -> word.startsWith("Access-Control-")).toList();
		assertThat(lines).hasSizeGreaterThan(1).allMatch((line) -> line.length() < 170);
		assertThat(String.join(",", lines).replace("Access-Control-Request-Headers: ", "")).isEqualTo(names);
	}

	@Test
	void aShellReadsEveryByteAsItIs() throws Exception {
		long seed = 7;
		Random random = new Random(seed);
		StringBuilder script = new StringBuilder();
		List<String> expected = new ArrayList<>();
		for (int i = 0; i < 3000; i++) {
			String origin = text(random);
			String method = "X" + text(random);
			String command = CurlCommand.of(new CorsRequest(method, "/").origin(origin), BASE);
			assertThat(command.chars().allMatch((c) -> c >= ' ' && c <= '~')).as(command).isTrue();
			script.append(command).append('\n');
			expected.addAll(
					List.of("-i", "-X", method, "-H", origin.isEmpty() ? "Origin;" : "Origin: " + origin, BASE + "/"));
		}
		assertThat(words(script.toString())).as("seed %d", seed).isEqualTo(expected);
	}

	/** Any byte but NUL, which no word has, and no line feed at the end. */
	private static String text(Random random) {
		String special = "'\"\\$`!%;&|<>(){}[]*?~# \t\r\n-";
		StringBuilder text = new StringBuilder();
		for (int i = random.nextInt(12); i > 0; i--) {
			text.append(random.nextBoolean() ? special.charAt(random.nextInt(special.length()))
					: (char) (1 + random.nextInt(255)));
		}
		return text.toString().stripTrailing();
	}

	private static List<String> words(String script) throws IOException, InterruptedException {
		Process shell = new ProcessBuilder("sh", "-c", "curl() { printf '%s\\0' \"$@\"; }\n. /dev/stdin").start();
		Thread writer = new Thread(() -> {
			try (var in = shell.getOutputStream()) {
				in.write(script.getBytes(StandardCharsets.US_ASCII));
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		});
		writer.start();
		String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
		writer.join();
		assertThat(shell.waitFor()).isZero();
		List<String> words = new ArrayList<>();
		int from = 0;
		for (int end = output.indexOf('\0'); end >= 0; end = output.indexOf('\0', from)) {
			words.add(output.substring(from, end));
			from = end + 1;
		}
		return words;
	}

}
