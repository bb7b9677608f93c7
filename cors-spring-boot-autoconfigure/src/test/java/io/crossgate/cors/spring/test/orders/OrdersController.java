package io.crossgate.cors.spring.test.orders;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
class OrdersController {

	@GetMapping("/orders/{id}")
	Order get(@PathVariable long id) {
		if (id != 7) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		return new Order(1);
	}

	@PutMapping("/orders/7")
	ResponseEntity<Order> put(@RequestBody Order order) {
		return ResponseEntity.ok().header("X-Total-Count", "1").body(order);
	}

	record Order(int quantity) {

	}

}
