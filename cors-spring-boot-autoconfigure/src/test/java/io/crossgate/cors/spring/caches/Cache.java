package io.crossgate.cors.spring.caches;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The caches that stand in front of an application, each with the smallest configuration
 * that stores what it may store. They run in the foreground, as a child of the tests, and
 * write below one temporary directory only.
 */
enum Cache {

	NGINX("nginx", "-v", "1.22", "proxy_set_header Host $http_host;\nproxy_set_header X-Forwarded-Proto $scheme;",
			"proxy_cache_valid any 1m;") {

		@Override
		List<String> arguments(Path directory, Path configuration, int port) {
			return List.of("-p", directory.toString(), "-e", directory + "/error.log", "-c", configuration.toString());
		}

	},

	APACHE("apache2", "-v", "2.4", "ProxyPreserveHost On\nRequestHeader set X-Forwarded-Proto expr=%{REQUEST_SCHEME}",
			"") {

		@Override
		List<String> arguments(Path directory, Path configuration, int port) {
			return List.of("-D", "FOREGROUND", "-f", configuration.toString());
		}

	},

	VARNISH("varnishd", "-V", "7.1", "", "sub vcl_backend_response { set beresp.ttl = 60s; }") {

		@Override
		List<String> arguments(Path directory, Path configuration, int port) {
			return List.of("-F", "-j", "none", "-n", directory + "/work", "-a", "127.0.0.1:" + port, "-f",
					configuration.toString(), "-s", "malloc,32m", "-p", "timeout_idle=60", "-t", "120");
		}

	},

	SQUID("squid", "-v", "5.7", "", "negative_ttl 60 seconds") {

		@Override
		List<String> arguments(Path directory, Path configuration, int port) {
			return List.of("-N", "-f", configuration.toString());
		}

	},

	HAPROXY("haproxy", "-v", "2.6", "http-request set-header X-Forwarded-Proto %[ssl_fc,iif(https,http)]", "") {

		@Override
		List<String> arguments(Path directory, Path configuration, int port) {
			return List.of("-db", "-f", configuration.toString());
		}

	},

	TRAFFIC_SERVER("traffic_server", "--version", "9.2", "CONFIG proxy.config.url_remap.pristine_host_hdr INT 1",
			"CONFIG proxy.config.http.negative_caching_enabled INT 1") {

		@Override
		List<String> arguments(Path directory, Path configuration, int port) {
			return List.of("--run-root=" + configuration);
		}

	},

	/** As it comes from Debian it stores nothing. */
	CADDY("caddy", "version", "2.6", "", "") {

		@Override
		List<String> arguments(Path directory, Path configuration, int port) {
			return List.of("run", "--config", configuration.toString(), "--adapter", "caddyfile");
		}

	};

	/** One folder for each program. */
	static final Path TEMPLATES = Path.of("src/test/resources/io/crossgate/cors/spring/caches");

	private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+");

	private final String program;

	private final String versionOption;

	private final String measured;

	private final String hostSetting;

	private final String riskySetting;

	Cache(String program, String versionOption, String measured, String hostSetting, String riskySetting) {
		this.program = program;
		this.versionOption = versionOption;
		this.measured = measured;
		this.hostSetting = hostSetting;
		this.riskySetting = riskySetting;
	}

	/**
	 * Writes its configuration below a directory.
	 * @return the file that it is started with
	 */
	Path configure(Path directory, int port, int upstream, String setting) throws IOException {
		try (Stream<Path> templates = Files.list(TEMPLATES.resolve(this.program))) {
			for (Path template : templates.toList()) {
				Files.writeString(directory.resolve(template.getFileName()),
						Files.readString(template)
							.replace("{directory}", directory.toString())
							.replace("{port}", String.valueOf(port))
							.replace("{upstream}", String.valueOf(upstream))
							.replace("{setting}", setting));
			}
		}
		return directory.resolve("configuration");
	}

	abstract List<String> arguments(Path directory, Path configuration, int port);

	/** The setting that makes it pass on the host that clients ask for. */
	String hostSetting() {
		return this.hostSetting;
	}

	/** The setting in common use that makes it keep more than an answer says. */
	String riskySetting() {
		return this.riskySetting;
	}

	boolean stores() {
		return this != CADDY;
	}

	boolean storesWhatVariesByOrigin() {
		return stores() && this != HAPROXY;
	}

	String program() {
		return this.program;
	}

	/** The directories of administration are not on everybody's path. */
	Optional<Path> executable() {
		return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
			.map((directory) -> Path.of(directory, this.program))
			.filter(Files::isExecutable)
			.findFirst();
	}

	void assumeInstalled() {
		assumeTrue(executable().isPresent(), () -> this.program + " is not installed");
	}

	/** What is written down of one version need not hold for another. */
	void assumeMeasured() {
		assumeInstalled();
		assumeTrue(version().equals(Optional.of(this.measured)),
				() -> this.program + " is not of the version that was measured, " + this.measured);
	}

	/** What is installed, and which rows are skipped for it. */
	String described() {
		String version = version().orElse("not installed, its rows are skipped");
		boolean other = executable().isPresent() && !version.equals(this.measured);
		return this.program + ": " + version + (other ? ", the facts of " + this.measured + " are skipped" : "");
	}

	/** Major and minor version of what is installed. */
	Optional<String> version() {
		return executable().map(this::version);
	}

	private String version(Path executable) {
		try {
			Process process = new ProcessBuilder(executable.toString(), this.versionOption).redirectErrorStream(true)
				.start();
			Matcher version = VERSION.matcher(new String(process.getInputStream().readAllBytes()));
			return version.find() ? version.group() : "unknown";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
