package io.crossgate.cors.diagnosis;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.crossgate.cors.CorsRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Hands the commands to a real shell, in which {@code curl} only prints its arguments.
 */
class CurlCommandTests {

	private static final String BASE = "https://api.example.com";

	@Test
	void preflightIsAskedByOptions() {
		CorsRequest request = new CorsRequest("OPTIONS", "/todos/7").origin("https://app.example.com")
			.header("Access-Control-Request-Method", "PUT")
			.header("Access-Control-Request-Headers", "x-a,x-b")
			.header("Cookie", "secret");
		assertThat(CurlCommand.of(request, BASE + "/ctx/"))
			.isEqualTo("curl -i -X OPTIONS -H \"Origin: https://app.example.com\" "
					+ "-H \"Access-Control-Request-Method: PUT\" -H \"Access-Control-Request-Headers: x-a,x-b\" "
					+ "https://api.example.com/ctx/todos/7");
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
		List<String> words = Shell.SH
			.words(CurlCommand.of(new CorsRequest("OPTIONS", "/").header("Access-Control-Request-Headers", names), BASE)
					+ "\n");
		List<String> lines = words.stream().filter((word) -> word.startsWith("Access-Control-")).toList();
		assertThat(lines).hasSizeGreaterThan(1).allMatch((line) -> line.length() < 170);
		assertThat(String.join(",", lines).replace("Access-Control-Request-Headers: ", "")).isEqualTo(names);
	}

	@ParameterizedTest
	@EnumSource(Shell.class)
	void shellReadsEveryByteAsItIs(Shell shell) throws Exception {
		assumeThat(shell.isInstalled()).isTrue();
		long seed = Long.getLong("test.seed", 7L);
		Random random = new Random(seed);
		StringBuilder script = new StringBuilder();
		List<String> expected = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			String origin = text(random);
			String method = "X" + text(random);
			String path = random.nextBoolean() ? "" : "~a%2" + random.nextInt(10);
			String command = CurlCommand.of(new CorsRequest(method, "/" + path).origin(origin), BASE);
			assertThat(command.chars().allMatch((c) -> c >= ' ' && c <= '~')).as(command).isTrue();
			script.append(command).append('\n');
			expected.addAll(List.of("-i", "-X", method, "-H", origin.isEmpty() ? "Origin;" : "Origin: " + origin,
					BASE + "/" + path));
		}
		assertThat(shell.words(script.toString())).as("seed %d", seed).isEqualTo(expected);
	}

	@ParameterizedTest
	@EnumSource(Shell.class)
	void shellExpandsNothingOfAWord(Shell shell) throws Exception {
		assumeThat(shell.isInstalled()).isTrue();
		List<String> texts = List.of("~root", "~", "a~b", "!!", "!-1", "'!!'", "\"!!\"", "it's", "%PATH%", "%s%n",
				"$HOME", "${HOME}", "$(id)", "`id`", "a\nb", "a\tb!!", "\u0007!!", "\\", "\\\\n", "*", "[a-z]*",
				"{a,b}", "<(id)", "#x", "-o", "a;id", "a&b|c", "=ls", "\u00e9'!!");
		StringBuilder script = new StringBuilder();
		List<String> expected = new ArrayList<>();
		for (String text : texts) {
			script.append(CurlCommand.of(new CorsRequest(text, "/").origin(text), BASE)).append('\n');
			expected.addAll(List.of("-i", "-X", text, "-H", "Origin: " + text, BASE + "/"));
		}
		assertThat(shell.words(script.toString())).isEqualTo(expected);
	}

	/**
	 * By the rules of PowerShell and cmd.exe: in double quotes, the one expands what
	 * begins with a dollar or a backtick, the other what stands between per cent signs.
	 */
	@Test
	void shellsOfWindowsReadWhatBrowsersSend() throws Exception {
		for (String origin : List.of("https://app.example.com", "http://localhost:5173", "null", "http://[::1]:8080")) {
			String command = CurlCommand.of(new CorsRequest("OPTIONS", "/api/orders/7").origin(origin)
				.header("Access-Control-Request-Method", "PUT")
				.header("Access-Control-Request-Headers", "content-type,x-request-id")
				.header("Sec-Fetch-Site", "cross-site"), BASE);
			assertThat(command).doesNotContain("'", "$", "`", "%", "!", "\\");
			List<String> words = new ArrayList<>();
			boolean quoted = false;
			StringBuilder word = new StringBuilder();
			for (char c : (command.substring("curl ".length()) + " ").toCharArray()) {
				if (c == '"') {
					quoted = !quoted;
				}
				else if (c == ' ' && !quoted) {
					words.add(word.toString());
					word.setLength(0);
				}
				else {
					assertThat(quoted || "&|<>^(),;@#{}=*?[]~".indexOf(c) < 0).as(command).isTrue();
					word.append(c);
				}
			}
			assertThat(words).isEqualTo(Shell.SH.words(command + "\n"));
		}
	}

	/** No message of HTTP has them. */
	@Test
	void lineBreaksAtTheEndAreLeftOut() {
		assertThat(CurlCommand.of(new CorsRequest("GET", "/").origin("a\n\n"), BASE))
			.isEqualTo("curl -i -H \"Origin: a\" https://api.example.com/");
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

	/** Shells in which {@code curl} only prints its arguments. */
	enum Shell {

		SH("sh"), DASH("dash"), BASH("bash"), ZSH("zsh"),

		/** With its history, as it is typed into. */
		INTERACTIVE_BASH("bash", "--norc", "--noprofile", "-i");

		private final List<String> command;

		Shell(String... command) {
			this.command = List.of(command);
		}

		boolean isInstalled() {
			return Stream.of(System.getenv("PATH").split(File.pathSeparator))
				.anyMatch((directory) -> Files.isExecutable(Path.of(directory, this.command.get(0))));
		}

		List<String> words(String script) throws IOException, InterruptedException {
			ProcessBuilder builder = new ProcessBuilder(this.command).redirectError(ProcessBuilder.Redirect.DISCARD);
			builder.environment().put("HISTFILE", "");
			Process shell = builder.start();
			Thread writer = new Thread(() -> {
				try (var in = shell.getOutputStream()) {
					in.write(("curl() { printf '%s\\0' \"$@\"; }\n" + script + "exit 0\n")
						.getBytes(StandardCharsets.US_ASCII));
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

}
