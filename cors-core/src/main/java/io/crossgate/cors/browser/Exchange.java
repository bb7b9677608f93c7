package io.crossgate.cors.browser;

/**
 * A request and its response.
 *
 * @param request what the browser sent
 * @param response the response of the server
 * @since 0.1.0
 */
public record Exchange(BrowserRequest request, BrowserResponse response) {

}
