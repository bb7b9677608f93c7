package io.crossgate.cors.comingfrom;

import java.util.Map;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves every method, and says so in a header.
 */
@RestController
class Anything {

	static final String SERVED = "X-Served";

	static final String PATH = "/api/anything";

	static final String OTHER_PATH = "/cookies/anything";

	@RequestMapping(path = { PATH, OTHER_PATH }, method = { RequestMethod.GET, RequestMethod.POST, RequestMethod.PUT,
			RequestMethod.PATCH, RequestMethod.DELETE, RequestMethod.OPTIONS })
	ResponseEntity<Map<String, String>> serve(@RequestHeader HttpHeaders headers) {
		ResponseEntity.BodyBuilder answer = ResponseEntity.ok().header(SERVED, "yes");
		if ("vary".equals(headers.getFirst("X-Test-Handler"))) {
			answer.header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
		}
		return answer.body(Map.of());
	}

}
