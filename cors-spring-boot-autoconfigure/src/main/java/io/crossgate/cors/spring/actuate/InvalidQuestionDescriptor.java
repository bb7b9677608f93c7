package io.crossgate.cors.spring.actuate;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * Why a question has no answer, as shown.
 *
 * @param status the status of the response
 * @param parameter the parameter that is missing or wrong, or {@code null} if it is all
 * of them
 * @param message what is wrong with it
 */
record InvalidQuestionDescriptor(int status, @Nullable String parameter,
		String message) implements OperationResponseBody {

	static InvalidQuestionDescriptor of(ExplainRequest.InvalidParameterException ex) {
		return new InvalidQuestionDescriptor(WebEndpointResponse.STATUS_BAD_REQUEST, ex.parameter(),
				String.valueOf(ex.getMessage()));
	}

}
