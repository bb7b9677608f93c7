package io.crossgate.cors.spring.caches;

import java.util.List;

import io.crossgate.cors.spring.Server;

/**
 * What an application serves, and what is right about it: the table that answers are
 * judged by.
 */
enum Page {

	PLAIN("/shop/plain", Policy.LISTED),

	/** Its handler varies by a header of its own. */
	GREETING("/shop/greeting", Policy.LISTED, "Accept-Language"),

	/** Every use is checked with the application. */
	CHECKED("/shop/checked", Policy.LISTED),

	MISSING("/shop/missing", Policy.LISTED),

	/** A file that has been compressed beforehand. */
	FILE("/shop/files/app.css", Policy.LISTED, "Accept-Encoding"),

	/** Large enough for the server to compress it while it is sent. */
	LARGE("/shop/large", Policy.LISTED, "Accept-Encoding"),

	/** Its handler writes {@code Vary} and headers of CORS by hand. */
	BY_HAND("/shop/by-hand", Policy.LISTED, "Accept-Language"),

	/** Its handler clears the response, writes by hand and sends it at once. */
	DOWNLOAD("/shop/download", Policy.LISTED, "Accept-Language"),

	SERVED_PLAIN("/served/plain", Policy.SERVED),

	SERVED_GREETING("/served/greeting", Policy.SERVED, "Accept-Language"),

	PUBLIC_PLAIN("/public/plain", Policy.PUBLIC),

	PUBLIC_GREETING("/public/greeting", Policy.PUBLIC, "Accept-Language");

	private final String path;

	private final Policy policy;

	private final List<String> varies;

	Page(String path, Policy policy, String... varies) {
		this.path = path;
		this.policy = policy;
		this.varies = List.of(varies);
	}

	String path() {
		return this.path;
	}

	Policy policy() {
		return this.policy;
	}

	/** The names it varies by without CORS. */
	List<String> varies() {
		return this.varies;
	}

	/** Whether an application on a server has it. */
	boolean isOn(Server server) {
		// What Reactor Netty compresses by itself does not say that it varies.
		return this != LARGE || server != Server.NETTY;
	}

	int status() {
		return (this == MISSING) ? 404 : 200;
	}

	boolean hasLanguages() {
		return this.varies.contains("Accept-Language");
	}

	String body(String language) {
		if (this == FILE || this == LARGE) {
			return "body { margin: 0 }\n".repeat(200);
		}
		String greeting = (hasLanguages() && language.equals("de")) ? "Guten Tag" : "Good morning";
		return greeting + " from " + name() + ", which is long enough for a range";
	}

	/**
	 * The policies of the application.
	 */
	enum Policy {

		/** Two sites, others are refused. */
		LISTED,

		/** Two sites, others are served without headers. */
		SERVED,

		/** Everybody. */
		PUBLIC;

		boolean varies() {
			return this != PUBLIC;
		}

	}

}
