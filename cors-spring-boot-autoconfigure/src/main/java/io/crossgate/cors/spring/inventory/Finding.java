package io.crossgate.cors.spring.inventory;

import java.util.List;

/**
 * Other CORS code or configuration in the application.
 *
 * @param kind what it is, such as {@code @CrossOrigin}
 * @param where the class, method or property it is written in
 * @param paths the patterns it covers, as written there, behind the path of their servlet
 * @param effect what becomes of it beside the policies
 * @param policies the names of the policies that decide in its place
 * @since 0.1.0
 */
public record Finding(String kind, String where, List<String> paths, Effect effect, List<String> policies) {

	/**
	 * What becomes of other CORS code beside the policies.
	 */
	public enum Effect {

		/** A policy decides on all of its paths, so that it can be deleted. */
		SHADOWED,
		/** A policy decides on some of its paths. */
		PARTLY_SHADOWED,
		/** It stands before the filter, and answers on a policy's paths, too. */
		IN_FRONT,
		/** No policy covers its paths: it works as without this starter. */
		IN_FORCE,
		/** It speaks for the management endpoints, which policies leave alone. */
		MANAGEMENT

	}

	/**
	 * Copies the lists.
	 */
	public Finding {
		paths = List.copyOf(paths);
		policies = List.copyOf(policies);
	}

	/**
	 * Tells whether two parties want to answer, now or as soon as a policy covers the
	 * path.
	 * @return whether it should be deleted or moved into a policy
	 */
	public boolean isConflict() {
		return this.effect != Effect.MANAGEMENT;
	}

	/** What to do about it. */
	String advice() {
		return switch (this.effect) {
			case SHADOWED -> "shadowed by " + names() + ", delete";
			case PARTLY_SHADOWED -> "shadowed where " + names() + " applies";
			case IN_FRONT -> "answers before " + names() + " can, delete";
			case IN_FORCE -> "in force, no policy covers it";
			case MANAGEMENT -> "in charge of the management endpoints";
		};
	}

	private String names() {
		return ((this.policies.size() == 1) ? "policy '" : "policies '") + String.join("', '", this.policies) + "'";
	}

}
