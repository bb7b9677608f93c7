package io.crossgate.cors.spring.autoconfigure;

import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with one simple policy loads what it uses, and nothing of what it could
 * be asked for: every class takes time of every start.
 */
class StartClassesTests {

	/** Of a servlet application without anything else. */
	private static final Pattern LIBRARIES = Pattern.compile("(spring-(core|beans|context|aop|expression|web|webmvc)"
			+ "|spring-boot(-(autoconfigure|tomcat|servlet|web-server|webmvc|http-converter))?|tomcat-embed-.*"
			+ "|micrometer-(observation|commons)|logback-.*|slf4j-api|snakeyaml|jspecify|commons-logging"
			+ "|jakarta.annotation-api)-\\d.*");

	private static final Pattern LOADED = Pattern.compile("io\\.crossgate\\.cors\\.[\\w.$]+");

	/** By package, the classes that every start takes; of others it takes none. */
	private static final List<String> NEEDED = List.of("[A-Z].*", "fetch\\..*", "origin\\..*", "path\\..*",
			"policy\\.[A-Z].*", "policy\\.validation\\..*", "problem\\..*", "util\\..*",
			"traffic\\.CandidateRecorder.*", "spring\\.[A-Z].*", "spring\\.servlet\\..*", "spring\\.paths\\..*",
			"spring\\.conflict\\.[A-Z].*", "spring\\.explain\\.(PolicyLogger|DenialLogger).*",
			"spring\\.lookup\\.LookupProperties", "spring\\.protection\\.Protection(Logger|Properties)",
			"spring\\.reload\\.(PolicyReload|PolicyReloader|PolicyReloads|StartupProperties)(\\$.*)?",
			"spring\\.autoconfigure\\.[A-Z].*", "spring\\.autoconfigure\\.check\\.CheckListener",
			"spring\\.autoconfigure\\.(servlet|conflict|explain|reload|grants)\\..*",
			"spring\\.autoconfigure\\.keys\\.(PropertyProblems|ValueProblems|WrittenProperty|MisplacedKeys|BindAdvisor)"
					+ "(\\$.*)?");

	@ParameterizedTest
	@ValueSource(strings = { "simple-policy", "default-policy" })
	void nothingIsLoadedThatNobodyAsksFor(String configuration, @TempDir Path folder) throws Exception {
		Path log = folder.resolve("classes.log");
		Path output = folder.resolve("output.txt");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xlog:class+load:file=" + log, "-XX:TieredStopAtLevel=1", "-cp", classPath(configuration),
				Application.class.getName(), "--server.port=0", "--spring.main.banner-mode=off",
				"--spring.jmx.enabled=false")
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		assertThat(output).content()
			.contains("CORS ready: 1 policy", "Access-Control-Allow-Origin: https://one.example");
		TreeSet<String> ours = new TreeSet<>();
		int all = 0;
		int loaded = 0;
		for (String line : Files.readAllLines(log)) {
			all++;
			Matcher name = LOADED.matcher(line);
			if (name.find() && !line.contains(Application.class.getName())) {
				loaded++;
				ours.add(name.group());
			}
		}
		System.out.println(all + " classes of a start, of which " + loaded + " are ours: " + configuration);
		assertThat(ours).hasSizeGreaterThan(100)
			.allSatisfy(
					(name) -> assertThat(name.substring("io.crossgate.cors.".length()).replaceAll("\\$\\$Lambda.*", ""))
						.matches(StartClassesTests::isNeeded, "is needed by every start"));
	}

	private static boolean isNeeded(String name) {
		return NEEDED.stream().anyMatch(name::matches);
	}

	private static String classPath(String configuration) throws IOException {
		Path policy = new ClassPathResource(configuration, StartClassesTests.class).getFile().toPath();
		return Stream.concat(Stream.of(policy.toString()),
				Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1)).filter((entry) -> {
					Path path = Path.of(entry);
					return Files.isDirectory(path) || path.getFileName().toString().startsWith("cors-core")
							|| LIBRARIES.matcher(path.getFileName().toString()).matches();
				}))
			.collect(Collectors.joining(File.pathSeparator));
	}

	/** One that is asked once by a page of another origin. */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	public static class Application {

		public static void main(String[] arguments) throws IOException {
			try (ConfigurableApplicationContext context = SpringApplication.run(Application.class, arguments)) {
				int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
				try (Socket socket = new Socket("localhost", port)) {
					socket.getOutputStream()
						.write(("GET /api/x HTTP/1.1\r\nHost: localhost\r\nOrigin: https://one.example\r\n"
								+ "Connection: close\r\n\r\n")
							.getBytes(StandardCharsets.US_ASCII));
					System.out.println(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
				}
			}
		}

	}

}
