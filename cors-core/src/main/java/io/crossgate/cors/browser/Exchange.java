package io.crossgate.cors.browser;

/**
 * One request and what came back.
 *
 * @param request what the browser sent
 * @param response what the server answered
 * @since 0.1.0
 */
public record Exchange(BrowserRequest request, BrowserResponse response) {

}
