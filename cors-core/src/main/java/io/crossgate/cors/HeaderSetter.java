package io.crossgate.cors;

/**
 * Sets a response header, replacing what stands there. A method reference such as
 * {@code HttpServletResponse::setHeader} is one.
 *
 * @param <T> the type of the response object
 * @since 0.1.0
 */
@FunctionalInterface
public interface HeaderSetter<T> {

	/**
	 * Sets a header to one line.
	 * @param response the response
	 * @param name the header's name
	 * @param value the line's value
	 */
	void set(T response, String name, String value);

}
