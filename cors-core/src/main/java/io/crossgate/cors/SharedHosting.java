package io.crossgate.cors;

import java.util.Set;

/**
 * Hosts below which strangers get names although no list calls them public suffixes.
 */
final class SharedHosting {

	private static final Set<String> HOSTS = Set.of("app.github.dev", "cloudshell.dev", "codesandbox.io", "csb.app",
			"gitpod.io", "glitch.me", "ngrok.io", "ngrok-free.app", "repl.co", "replit.dev", "stackblitz.io",
			"surge.sh", "trycloudflare.com", "webcontainer.io", "wordpress.com");

	private SharedHosting() {
	}

	static boolean covers(String domain) {
		return HOSTS.contains(domain);
	}

}
