package io.crossgate.cors.sample.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.browser.FetchResult;
import io.crossgate.cors.browser.console.ConsoleMessage;
import io.crossgate.cors.browser.model.BrowserEngine;
import io.crossgate.cors.browser.model.FetchFailure;
import io.crossgate.cors.fetch.RequestHeaders;
import io.crossgate.cors.util.EnumNames;

/**
 * What the standard says about a call, which a page can't find out by itself.
 *
 * @param sent whether a browser sends anything
 * @param failure why the call fails, in part of a sentence; empty if it does not
 * @param failureCode the same as a stable word, empty if it does not
 * @param preflightCauses why there is a preflight; none if there is none
 * @param forbiddenHeaders names of headers that the browser leaves out, because no page
 * may set them
 * @param unsafeHeaders names of headers that the browser leaves out in mode
 * {@code no-cors}
 * @param responses what the requests of the call were answered with, by the application
 * or before it
 * @param console the lines that browsers write to their consoles, by browser
 */
record PageCallView(boolean sent, String failure, String failureCode, List<String> preflightCauses,
		List<String> forbiddenHeaders, List<String> unsafeHeaders, List<ResponseLog.Entry> responses,
		Map<String, List<String>> console) {

	static PageCallView of(PageCall call, CorsPolicies policies, List<ResponseLog.Entry> responses) {
		FetchResult result = call.repeat(policies, responses);
		FetchFailure failure = result.failure();
		List<String> forbidden = new ArrayList<>();
		List<String> unsafe = new ArrayList<>();
		for (PageCall.Header header : call.headers()) {
			if (RequestHeaders.isForbidden(header.name(), header.value())) {
				forbidden.add(header.name());
			}
			else if (call.isNoCors() && !(RequestHeaders.isNoCorsName(header.name())
					&& RequestHeaders.isSafelisted(header.name(), header.value()))) {
				unsafe.add(header.name());
			}
		}
		return new PageCallView(!result.exchanges().isEmpty(), (failure != null) ? failure.sentence() : "",
				(failure != null) ? failure.value() : "", result.preflightCauses(), forbidden, unsafe, responses,
				console(call, policies, responses));
	}

	private static Map<String, List<String>> console(PageCall call, CorsPolicies policies,
			List<ResponseLog.Entry> responses) {
		Map<String, List<String>> console = new LinkedHashMap<>();
		for (BrowserEngine engine : BrowserEngine.values()) {
			ConsoleMessage message = ConsoleMessage.of(call.repeat(engine, policies, responses), engine);
			if (message != null) {
				console.put(EnumNames.kebabCase(engine), message.lines());
			}
		}
		return console;
	}

}
