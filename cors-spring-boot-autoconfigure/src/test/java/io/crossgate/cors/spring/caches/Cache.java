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

	NGINX("nginx", "-v", "1.22", "proxy_set_header Host $http_host;", "proxy_cache_valid any 1m;") {

		@Override
		String configuration(Path directory, int port, int upstream, String setting) {
			return """
					daemon off;
					user root;
					worker_processes 1;
					pid %1$s/pid;
					error_log %1$s/error.log;
					events { worker_connections 256; }
					http {
						access_log off;
						client_body_temp_path %1$s/body;
						proxy_temp_path %1$s/proxy;
						fastcgi_temp_path %1$s/fastcgi;
						uwsgi_temp_path %1$s/uwsgi;
						scgi_temp_path %1$s/scgi;
						proxy_cache_path %1$s/cache keys_zone=answers:1m;
						server {
							listen 127.0.0.1:%2$d;
							location / {
								proxy_pass http://127.0.0.1:%3$d;
								proxy_http_version 1.1;
								proxy_set_header Connection "";
								proxy_cache answers;
								proxy_cache_revalidate on;
								%4$s
							}
						}
					}
					""".formatted(directory, port, upstream, setting);
		}

		@Override
		List<String> arguments(Path directory, Path configuration, int port) {
			return List.of("-p", directory.toString(), "-e", directory + "/error.log", "-c", configuration.toString());
		}

	},

	APACHE("apache2", "-v", "2.4", "ProxyPreserveHost On", "") {

		@Override
		String configuration(Path directory, int port, int upstream, String setting) {
			return """
					ServerRoot %1$s
					DefaultRuntimeDir %1$s
					PidFile %1$s/pid
					ErrorLog %1$s/error.log
					ServerName api.example.com
					Listen 127.0.0.1:%2$d
					User www-data
					Group www-data
					LoadModule mpm_event_module %5$s/mod_mpm_event.so
					LoadModule authz_core_module %5$s/mod_authz_core.so
					LoadModule proxy_module %5$s/mod_proxy.so
					LoadModule proxy_http_module %5$s/mod_proxy_http.so
					LoadModule headers_module %5$s/mod_headers.so
					LoadModule cache_module %5$s/mod_cache.so
					LoadModule cache_disk_module %5$s/mod_cache_disk.so
					StartServers 1
					ThreadsPerChild 4
					MaxRequestWorkers 4
					MinSpareThreads 1
					MaxSpareThreads 4
					KeepAliveTimeout 60
					CacheRoot %1$s/cache
					CacheEnable disk /
					ProxyPass / http://127.0.0.1:%3$d/
					%4$s
					""".formatted(directory, port, upstream, setting, "/usr/lib/apache2/modules");
		}

		@Override
		List<String> arguments(Path directory, Path configuration, int port) {
			return List.of("-D", "FOREGROUND", "-f", configuration.toString());
		}

	},

	VARNISH("varnishd", "-V", "7.1", "", "sub vcl_backend_response { set beresp.ttl = 60s; }") {

		@Override
		String configuration(Path directory, int port, int upstream, String setting) {
			return """
					vcl 4.1;
					backend application { .host = "127.0.0.1"; .port = "%d"; }
					%s
					""".formatted(upstream, setting);
		}

		@Override
		List<String> arguments(Path directory, Path configuration, int port) {
			return List.of("-F", "-j", "none", "-n", directory + "/work", "-a", "127.0.0.1:" + port, "-f",
					configuration.toString(), "-s", "malloc,32m", "-p", "timeout_idle=60", "-t", "120");
		}

	},

	SQUID("squid", "-v", "5.7", "", "negative_ttl 60 seconds") {

		@Override
		String configuration(Path directory, int port, int upstream, String setting) {
			return """
					http_port 127.0.0.1:%2$d accel vhost
					cache_peer 127.0.0.1 parent %3$d 0 no-query no-digest originserver
					http_access allow all
					icp_port 0
					cache_mem 32 MB
					access_log none
					cache_log %1$s/error.log
					pid_filename %1$s/pid
					coredump_dir %1$s
					netdb_filename none
					pinger_enable off
					visible_hostname api.example.com
					shutdown_lifetime 0 seconds
					%4$s
					""".formatted(directory, port, upstream, setting);
		}

		@Override
		List<String> arguments(Path directory, Path configuration, int port) {
			return List.of("-N", "-f", configuration.toString());
		}

	},

	HAPROXY("haproxy", "-v", "2.6", "", "") {

		@Override
		String configuration(Path directory, int port, int upstream, String setting) {
			return """
					defaults
						mode http
						timeout connect 5s
						timeout client 60s
						timeout server 60s
					cache answers
						total-max-size 4
						max-age 60
						process-vary on
					frontend clients
						bind 127.0.0.1:%d
						http-request cache-use answers
						http-response cache-store answers
						%s
						default_backend application
					backend application
						server application 127.0.0.1:%d
					""".formatted(port, setting, upstream);
		}

		@Override
		List<String> arguments(Path directory, Path configuration, int port) {
			return List.of("-db", "-f", configuration.toString());
		}

	};

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

	abstract String configuration(Path directory, int port, int upstream, String setting);

	abstract List<String> arguments(Path directory, Path configuration, int port);

	/** The setting that makes it pass on the host that clients ask for. */
	String hostSetting() {
		return this.hostSetting;
	}

	/** The setting in common use that makes it keep more than an answer says. */
	String riskySetting() {
		return this.riskySetting;
	}

	boolean storesWhatVariesByOrigin() {
		return this != HAPROXY;
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
