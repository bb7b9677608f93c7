package io.crossgate.cors.spring.takeover;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.util.StringUtils;

import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.spring.check.Check;
import io.crossgate.cors.spring.check.Finding;
import io.crossgate.cors.spring.check.Finding.Place;
import io.crossgate.cors.spring.check.Finding.Severity;
import io.crossgate.cors.spring.conflict.CorsConflictDetector;
import io.crossgate.cors.spring.conflict.content.OtherCors;
import io.crossgate.cors.spring.conflict.content.OtherCors.Stage;
import io.crossgate.cors.spring.takeover.OtherCorsJudge.Judged;

/**
 * What is wrong with what other code says, and what of it could not be read.
 */
final class TakeOverCheck implements Check {

	private static final String TAKE_OVER = "take it over: --cors.check.takeover prints a policy";

	private static final List<String> KEYS = List.of("allowed-origins", "allowed-origin-patterns", "allowed-methods",
			"allowed-headers", "exposed-headers", "max-age");

	@Override
	public List<Finding> check(Application application) {
		List<OtherCors> speakers = CorsConflictDetector.read(application.context().getBeanFactory(),
				application.context().getEnvironment());
		List<Finding> findings = new ArrayList<>();
		for (Judged judged : new OtherCorsJudge(application.policies()).judge(speakers)) {
			findings.add(finding(judged).at(place(judged, application)).remedy(remedy(judged)));
		}
		for (OtherCors speaker : speakers) {
			if (speaker.isUnknown()) {
				throw new IllegalStateException(String.join(" ", speaker.content().unread()));
			}
			for (String why : speaker.content().unread()) {
				findings.add(Finding.of(Severity.NOTE, "unread-cors", speaker.kind(), why)
					.at(place(speaker.where(), application)));
			}
		}
		return findings;
	}

	private static Finding finding(Judged judged) {
		Fault fault = judged.fault();
		Severity severity = switch (fault.severity()) {
			case ERROR -> Severity.ERROR;
			case RISK -> Severity.RISK;
			case WARNING -> Severity.WARN;
		};
		boolean open = judged.speaker().stage() == Stage.HANDSHAKE
				&& fault.code() == ProblemCode.ANY_ORIGIN_WITH_CREDENTIALS;
		return Finding.of(severity, fault.code().code(),
				judged.speaker().kind() + " for " + judged.rule().path() + " = " + fault.value(),
				open ? "Any website can open it with the cookies of a user who visits the website." : fault.message());
	}

	private static String remedy(Judged judged) {
		return switch (judged.speaker().stage()) {
			case HANDSHAKE -> "cover its path by a policy, or list the origins";
			case MANAGEMENT -> "list the origins";
			case ELSEWHERE -> "delete it, and write a policy with a list of origins";
			default -> TAKE_OVER;
		};
	}

	private static Place place(Judged judged, Application application) {
		String where = judged.rule().where();
		if (!isProperty(where)) {
			return place(where, application);
		}
		Binder binder = Binder.get(application.context().getEnvironment());
		for (String key : KEYS) {
			String name = where + "." + key;
			List<String> values = binder.bind(name, Bindable.listOf(String.class)).orElse(List.of());
			int entry = values.indexOf(judged.fault().value());
			if (entry >= 0) {
				Place place = application.place(name + "[" + entry + "]");
				return place.text().isEmpty() ? application.place(name) : place;
			}
		}
		return place(where, application);
	}

	private static boolean isProperty(String where) {
		return where.startsWith("management.") || where.startsWith("spring.");
	}

	private static Place place(String where, Application application) {
		if (isProperty(where)) {
			Place place = application.place(where);
			return place.text().isEmpty() ? Place.ofText(where) : place;
		}
		String member = StringUtils.tokenizeToStringArray(where + " ", " ,")[0];
		int hash = member.indexOf('#');
		return (hash < 0) ? Place.ofMember(member, null)
				: Place.ofMember(member.substring(0, hash), member.substring(hash + 1));
	}

}
