package io.crossgate.cors.policy;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

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
 * @param protection whether unsafe requests of other sites' pages are refused, which no
 * policy declares because it holds on every path
 * @since 0.1.0
 */
public record DeploymentContext(boolean production, ApplicationPaths paths, List<Origin> sameOrigins,
		CrossOriginProtection protection) {

	/**
	 * Copies the origins.
	 */
	public DeploymentContext {
		sameOrigins = List.copyOf(sameOrigins);
	}

	/**
	 * Creates the facts of an application without protection.
	 * @param production whether it runs in production
	 * @param paths which paths it answers on
	 * @param sameOrigins the application's own public origins
	 */
	public DeploymentContext(boolean production, ApplicationPaths paths, List<Origin> sameOrigins) {
		this(production, paths, sameOrigins, CrossOriginProtection.off());
	}

	/**
	 * Return the same facts with another protection.
	 * @param protection whether unsafe requests of other sites' pages are refused
	 * @return other circumstances
	 */
	public DeploymentContext with(CrossOriginProtection protection) {
		return new DeploymentContext(this.production, this.paths, this.sameOrigins, protection);
	}

	/**
	 * Nothing is known.
	 * @return no circumstances
	 */
	public static DeploymentContext none() {
		return new DeploymentContext(false, ApplicationPaths.unknown(), List.of());
	}

	/** Every start asks, and what records have for it makes classes of its own. */
	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof DeploymentContext that && this.production == that.production
				&& this.paths.equals(that.paths) && this.sameOrigins.equals(that.sameOrigins)
				&& this.protection.equals(that.protection);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.production, this.paths, this.sameOrigins, this.protection);
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
	 * @param callbackPaths patterns of the paths to which an identity provider has a
	 * user's browser post its answer, such as {@code /login/saml2/sso/*}: what is posted
	 * there proves itself who has sent it, so that {@link CrossOriginProtection} lets it
	 * pass
	 * @since 0.1.0
	 */
	public record ApplicationPaths(String contextPath, List<String> servletPaths, List<String> managementPaths,
			List<String> handlerPaths, List<String> callbackPaths) {

		/**
		 * Copies the lists.
		 */
		public ApplicationPaths {
			servletPaths = List.copyOf(servletPaths);
			managementPaths = List.copyOf(managementPaths);
			handlerPaths = List.copyOf(handlerPaths);
			callbackPaths = List.copyOf(callbackPaths);
		}

		/**
		 * Creates the paths of an application without callbacks.
		 * @param contextPath the path that the application is deployed below
		 * @param servletPaths patterns of the paths behind which there is a servlet
		 * @param managementPaths patterns of the management endpoints
		 * @param handlerPaths patterns that handlers are mapped to
		 */
		public ApplicationPaths(String contextPath, List<String> servletPaths, List<String> managementPaths,
				List<String> handlerPaths) {
			this(contextPath, servletPaths, managementPaths, handlerPaths, List.of());
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

		/** Every start asks, and what records have for it makes classes of its own. */
		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof ApplicationPaths that && this.contextPath.equals(that.contextPath)
					&& this.servletPaths.equals(that.servletPaths) && this.managementPaths.equals(that.managementPaths)
					&& this.handlerPaths.equals(that.handlerPaths) && this.callbackPaths.equals(that.callbackPaths);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.contextPath, this.servletPaths, this.managementPaths, this.handlerPaths,
					this.callbackPaths);
		}

	}

}
