package io.crossgate.cors.browser;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

import io.crossgate.cors.browser.FetchCall.RequestApi;
import io.crossgate.cors.browser.model.HeaderList;
import io.crossgate.cors.browser.protocol.OutgoingRequest;
import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.fetch.Methods;

/**
 * Why a request needs a preflight, in terms of the call.
 */
final class PreflightCauses {

	static final List<String> REDIRECT = List.of("because this engine sends one after every redirect");

	private PreflightCauses() {
	}

	static List<String> of(OutgoingRequest request, Collection<String> unsafeNames, RequestApi api) {
		List<String> causes = new ArrayList<>();
		if (!Methods.isSafelisted(request.method())) {
			causes.add("because of " + request.method());
		}
		// Firefox names a header twice that is set twice.
		for (String name : new TreeSet<>(unsafeNames)) {
			causes.add(cause(name, request.headers()));
		}
		if (api == RequestApi.XHR_WITH_UPLOAD_LISTENER) {
			causes.add("because of a listener on upload");
		}
		else if (request.forced()) {
			causes.add("because the body is a stream");
		}
		return causes;
	}

	private static String cause(String name, HeaderList headers) {
		if (!headers.contains(name)) {
			return "because of header " + name + " before the redirect";
		}
		if (name.equals("content-type")) {
			return "because Content-Type is " + headers.get(name);
		}
		if (HeaderNames.SAFELISTED_REQUEST.contains(name)) {
			return "because of the value of header " + name;
		}
		return "because of header " + name;
	}

}
