package io.crossgate.cors.sample.api;

/**
 * Something to do.
 *
 * @param id its number
 * @param title what is to be done
 * @param done whether it is done
 */
record Todo(long id, String title, boolean done) {

}
