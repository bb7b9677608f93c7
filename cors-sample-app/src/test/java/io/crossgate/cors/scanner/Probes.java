package io.crossgate.cors.scanner;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The origins that public scanners for CORS try, made from one that a server trusts. The
 * key is the origin, the value what it tries.
 */
final class Probes {

	private static final String EVIL = "evil.example";

	private static final List<String> THIRD_PARTIES = List.of("https://evil.example", "http://evil.example",
			"https://attacker.github.io", "https://codepen.io", "https://jsfiddle.net", "https://www.google.com",
			"https://attacker.s3.amazonaws.com", "https://attacker.herokuapp.com", "https://attacker.netlify.app",
			"https://translate.googleusercontent.com", "http://localhost", "https://localhost", "http://127.0.0.1",
			"http://2130706433", "http://0x7f000001", "http://127.1", "http://[::1]", "http://0.0.0.0",
			"http://192.168.0.1", "http://intranet");

	private static final List<String> OPAQUE = List.of("null", "NULL", "Null", "null, null", "\"null\"", "undefined",
			"*", "", "file://", "data://", "about:blank", "javascript:alert(1)", "chrome-extension://abcdefghijklmnop",
			"https://", "://", "//evil.example", "evil.example", "https:evil.example", "https:/evil.example");

	private static final String SPECIAL = " !\"#$%&'()*+,-;:<=>?@[\\]^_`{|}~\t\u00e4\u00ff";

	private final Map<String, String> probes = new LinkedHashMap<>();

	private Probes() {
	}

	static Map<String, String> of(String trusted) {
		URI uri = URI.create(trusted);
		String host = uri.getHost();
		String port = (uri.getPort() < 0) ? "" : ":" + uri.getPort();
		String scheme = uri.getScheme() + "://";
		Probes probes = new Probes();
		THIRD_PARTIES.forEach((origin) -> probes.add(origin, "any third party"));
		OPAQUE.forEach((origin) -> probes.add(origin, "no origin of a page"));
		for (String end : List.of(port, "")) {
			probes.add(scheme + host + "." + EVIL + end, "the trusted host as a prefix");
			probes.add(scheme + host + EVIL + end, "the trusted host as a prefix without a dot");
			probes.add(scheme + "evil" + host + end, "the trusted host as a suffix");
			probes.add(scheme + "evil-" + host + end, "the trusted host as a suffix behind a hyphen");
			probes.add(scheme + "evil_" + host + end, "the trusted host as a suffix behind an underscore");
			probes.add(scheme + EVIL + "." + host + "." + EVIL + end, "the trusted host within another");
			probes.add(scheme + "evil." + host + end, "a subdomain that somebody has taken over");
			probes.add(scheme + "a.b.c." + host + end, "a deep subdomain");
			probes.add(scheme + host.toUpperCase(Locale.ROOT) + end, "the trusted host in upper case");
			probes.add(scheme + host + "." + end, "the trusted host with a dot at its end");
			probes.add(scheme + "." + host + end, "the trusted host behind an empty label");
			probes.add(scheme + "xn--" + host + end, "a look-alike in punycode");
		}
		for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
			String start = host.substring(0, dot);
			probes.add(scheme + start + "x" + host.substring(dot + 1) + port, "a dot that matches any character");
			probes.add(scheme + host.substring(dot + 1) + port, "the parent of the trusted host");
		}
		for (char special : SPECIAL.toCharArray()) {
			probes.add(scheme + host + special + "." + EVIL + port, "a special character behind the trusted host");
			probes.add(scheme + host + special + EVIL, "a special character as a separator");
			probes.add(scheme + EVIL + special + host + port, "a special character before the trusted host");
			probes.add(scheme + host + port + special, "a special character at the end");
		}
		for (String escape : List.of("%00", "%09", "%0a", "%0d%0aX-Injected:%201", "%20", "%2e", "%60", "%ff")) {
			probes.add(scheme + host + escape + "." + EVIL, "an escape behind the trusted host");
			probes.add(trusted + escape, "an escape at the end");
		}
		for (String other : List.of("http://", "https://", "HTTPS://", "ws://", "ftp://", "httpx://", "xhttps://")) {
			probes.add(other + host + port, "another scheme");
		}
		for (String other : List.of("", ":80", ":443", ":8443", ":1", ":0", ":65536", ":", ":080", ":x", port + "0")) {
			probes.add(scheme + host + other, "another port");
		}
		probes.add(scheme + host + ":80@" + EVIL, "the trusted host as user information");
		probes.add(scheme + "evil@" + host + port, "user information before the trusted host");
		probes.add(trusted + "/", "a path");
		probes.add(trusted + "/." + EVIL, "a path that ends in another host");
		probes.add(trusted + "?" + EVIL, "a query");
		probes.add(trusted + " https://evil.example", "two origins behind one another");
		probes.add("https://evil.example " + trusted, "two origins behind one another");
		probes.add("https://evil.example," + trusted, "a list of origins");
		probes.add("https://evil.example/" + trusted, "the trusted origin as a path");
		probes.add("https://evil.example?" + trusted, "the trusted origin as a query");
		probes.add("https://evil.example#" + trusted, "the trusted origin as a fragment");
		return probes.probes;
	}

	private void add(String origin, String technique) {
		this.probes.putIfAbsent(origin, technique);
	}

}
