package io.crossgate.cors.spring.test.orders;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * What the example of the README is about.
 */
@SpringBootApplication
class OrdersApplication {

}
