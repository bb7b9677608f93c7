package io.crossgate.cors.policy;

import java.util.List;

import io.crossgate.cors.origin.Origin;

/**
 * Deployment facts that validation and the same-origin check need but a policy does not
 * declare.
 *
 * @param production whether it runs in production, where pages on the user's own machine
 * have no business
 * @param paths which paths it answers on, those of the management endpoints among them
 * @param sameOrigins the application's own public origins, for when a proxy rewrites
 * {@code Host}
 * @since 0.1.0
 */
public record DeploymentContext(boolean production, ApplicationPaths paths, List<Origin> sameOrigins) {

	/**
	 * Copies the origins.
	 */
	public DeploymentContext {
		sameOrigins = List.copyOf(sameOrigins);
	}

	/**
	 * Nothing is known.
	 * @return no circumstances
	 */
	public static DeploymentContext none() {
		return new DeploymentContext(false, ApplicationPaths.unknown(), List.of());
	}

	/**
	 * The paths of an application as it is deployed, which policies are checked against
	 * and kept away from. All but the context path are within the application, as the
	 * paths of policies are: a request to {@code /app/api/todos} of an application below
	 * {@code /app} has the path {@code /api/todos}.
	 *
	 * @param contextPath the path that the application is deployed below, such as
	 * {@code /app}, or the empty string
	 * @param servletPaths patterns of the paths behind which there is a servlet, the one
	 * of the application first; empty if there may be one behind every path
	 * @param managementPaths patterns of the management endpoints on the same port, such
	 * as {@code /actuator/**}
	 * @param handlerPaths patterns that handlers of the application are mapped to, as far
	 * as they are known
	 * @since 0.1.0
	 */
	public record ApplicationPaths(String contextPath, List<String> servletPaths, List<String> managementPaths,
			List<String> handlerPaths) {

		/**
		 * Copies the lists.
		 */
		public ApplicationPaths {
			servletPaths = List.copyOf(servletPaths);
			managementPaths = List.copyOf(managementPaths);
			handlerPaths = List.copyOf(handlerPaths);
		}

		/**
		 * Nothing is known: no path is out of reach, and none is management's.
		 * @return no paths
		 */
		public static ApplicationPaths unknown() {
			return managed(List.of());
		}

		/**
		 * Only the management endpoints are known.
		 * @param managementPaths patterns of their paths
		 * @return these paths
		 */
		public static ApplicationPaths managed(List<String> managementPaths) {
			return new ApplicationPaths("", List.of(), managementPaths, List.of());
		}

	}

}
