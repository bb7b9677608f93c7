package io.crossgate.cors.spring.docs;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where links lead.
 */
public final class Links {

	private static final String FILES = "https://github.com/crossgate/cors-spring-boot-starter/blob/main/";

	private static final String PATH = "/blob/main/";

	private Links() {
	}

	/**
	 * Return whether a link, or its path, leads to a file and an anchor of this
	 * repository.
	 */
	public static boolean isInRepository(String link) {
		int path = link.indexOf(PATH);
		return (path == 0 || link.startsWith(FILES)) && isThere(Path.of(""), link.substring(path + PATH.length()));
	}

	/**
	 * Return whether a link leads somewhere; those out of this repository are not
	 * followed.
	 */
	static boolean isThere(Path from, String link) {
		if (link.startsWith(FILES)) {
			return isInRepository(link);
		}
		if (link.matches("(https?|mailto):.*")) {
			return true;
		}
		int hash = link.indexOf('#');
		String anchor = (hash < 0) ? "" : link.substring(hash + 1);
		String target = (hash < 0) ? link : link.substring(0, hash);
		Path file = target.isEmpty() ? from : from.resolveSibling(target).normalize();
		if (!Files.exists(Document.ROOT.resolve(file))) {
			return false;
		}
		return anchor.isEmpty() || (file.toString().endsWith(".md") && Document.of(file).hasAnchor(anchor));
	}

}
