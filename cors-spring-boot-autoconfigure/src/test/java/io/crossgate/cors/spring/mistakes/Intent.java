package io.crossgate.cors.spring.mistakes;

import java.util.List;

/**
 * What the author of a configuration means: who may do what where. Written as plainly as
 * possible, because a program that corrects configurations is judged by it.
 *
 * @param grants what is meant to be allowed
 */
record Intent(List<Grant> grants) {

	static final List<String> DEFAULT_METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

	/** Return whether a request is meant to be answered with CORS headers. */
	boolean permits(String origin, String path, String method, boolean credentials) {
		return this.grants.stream()
			.anyMatch((grant) -> grant.permitsOrigin(origin) && grant.permitsPath(path) && grant.permitsMethod(method)
					&& (grant.credentials() || !credentials));
	}

	List<String> origins() {
		return this.grants.stream().flatMap((grant) -> grant.origins().stream()).distinct().toList();
	}

	List<String> paths() {
		return this.grants.stream().flatMap((grant) -> grant.paths().stream()).distinct().toList();
	}

	/** Return what the author writes where an example stands. */
	List<String> values(String policy, String key) {
		Grant grant = this.grants.stream()
			.filter((candidate) -> candidate.policy().equals(policy))
			.findFirst()
			.orElse(this.grants.get(0));
		return switch (key) {
			case "allowed-origins" -> grant.origins();
			case "paths" -> grant.paths();
			case "allowed-methods" -> grant.methods();
			default -> throw new IllegalArgumentException("No value is meant for the example of " + key);
		};
	}

	/**
	 * Some pages that may do something.
	 *
	 * @param policy the name of the policy
	 * @param origins origins; a star at the beginning of a host stands for one label and
	 * more, any other for what one label or a port may have
	 * @param paths paths; two stars at the end stand for whatever is below
	 * @param methods methods
	 * @param credentials whether with credentials
	 */
	record Grant(String policy, List<String> origins, List<String> paths, List<String> methods, boolean credentials) {

		Grant {
			origins = List.copyOf(origins);
			paths = List.copyOf(paths);
			methods = List.copyOf(methods);
		}

		boolean permitsOrigin(String origin) {
			return this.origins.stream().anyMatch((allowed) -> allowed.equals("*") || matches(allowed, origin));
		}

		/** Whoever may GET may ask with HEAD. */
		boolean permitsMethod(String method) {
			return this.methods.contains(method) || this.methods.contains("*")
					|| (method.equals("HEAD") && this.methods.contains("GET"));
		}

		boolean permitsPath(String path) {
			return this.paths.stream()
				.anyMatch((allowed) -> allowed.endsWith("/**")
						? path.startsWith(allowed.substring(0, allowed.length() - 2))
								|| path.equals(allowed.substring(0, allowed.length() - 3))
						: allowed.endsWith("/*") ? isChild(path, allowed.substring(0, allowed.length() - 1))
								: path.equals(allowed));
		}

		private static boolean isChild(String path, String parent) {
			return path.startsWith(parent) && path.length() > parent.length() && path.indexOf('/', parent.length()) < 0;
		}

		private static boolean matches(String allowed, String origin) {
			if (allowed.endsWith(":*") && allowed.substring(0, allowed.length() - 2).equals(origin)) {
				return true;
			}
			int star = allowed.indexOf('*');
			if (star < 0) {
				return allowed.equals(origin);
			}
			String before = allowed.substring(0, star);
			String after = allowed.substring(star + 1);
			if (!origin.startsWith(before) || !origin.endsWith(after)
					|| origin.length() <= before.length() + after.length()) {
				return false;
			}
			String between = origin.substring(before.length(), origin.length() - after.length());
			boolean port = before.endsWith(":");
			return between.chars()
				.allMatch((c) -> port ? Character.isDigit(c) : Character.isLetterOrDigit(c) || c == '-' || c == '.');
		}

	}

}
