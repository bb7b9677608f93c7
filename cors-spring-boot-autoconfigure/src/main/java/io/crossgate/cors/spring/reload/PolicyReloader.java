package io.crossgate.cors.spring.reload;

import io.crossgate.cors.spring.reload.PolicyReload.Trigger;

/**
 * Loads policies again when something outside the application has changed. Whatever goes
 * wrong is logged, counted and recorded, and leaves the policies in force as they are.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface PolicyReloader {

	/**
	 * Loads the policies again.
	 * @param trigger what has changed
	 * @param preparation is run before anything is read, while no other thread reads
	 */
	void reload(Trigger trigger, Runnable preparation);

	/**
	 * Loads the policies again.
	 * @param trigger what has changed
	 */
	default void reload(Trigger trigger) {
		reload(trigger, () -> {
		});
	}

}
