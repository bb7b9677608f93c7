package io.crossgate.cors.spring.caches;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What caches are tested with, as it would stand on a server of its own.
 */
public final class Configurations {

	private Configurations() {
	}

	/** Return all files of a cache, with the setting that passes on the host. */
	public static String of(String cache) throws IOException {
		StringBuilder text = new StringBuilder();
		try (Stream<Path> files = Files.list(Cache.TEMPLATES.resolve(Cache.valueOf(cache).program()))) {
			for (Path file : files.sorted().toList()) {
				text.append(Files.readString(file)).append('\n');
			}
		}
		return text.toString()
			.replace("{upstream}", "8080")
			.replace("http_port 127.0.0.1:{port}", "http_port 80")
			.replace("127.0.0.1:{port}", "*:80")
			.replace("{port}", "80")
			.replace(":ip-in=127.0.0.1", "")
			.replace("{directory}/cache", "/var/cache/api")
			.replace("{setting}", hostSetting(cache));
	}

	/**
	 * Return the setting that passes on the host, and what else the application has to
	 * know.
	 */
	public static String hostSetting(String cache) {
		return Cache.valueOf(cache).hostSetting();
	}

}
