package io.crossgate.cors.policy.validation;

import java.util.Set;

/**
 * Shared-hosting domains that the Public Suffix List does not contain.
 */
final class SharedHostingDomains {

	private static final Set<String> HOSTS = Set.of("app.github.dev", "cloudshell.dev", "codesandbox.io", "csb.app",
			"gitpod.io", "glitch.me", "ngrok.io", "ngrok-free.app", "repl.co", "replit.dev", "stackblitz.io",
			"surge.sh", "trycloudflare.com", "webcontainer.io", "wordpress.com");

	private SharedHostingDomains() {
	}

	static boolean covers(String domain) {
		return HOSTS.contains(domain);
	}

}
