package io.crossgate.cors.spring.inventory;

import java.util.List;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.springframework.util.AntPathMatcher;
import org.springframework.util.StringUtils;

import io.crossgate.cors.CorsPolicies;
import io.crossgate.cors.CorsPolicy;

/**
 * Tells which policies decide on paths that others claim. Patterns of other grammars are
 * compared through paths that match them, so the answer is a sound guess for the log and
 * nothing that decides about a request.
 */
final class Shadow {

	private final AntPathMatcher matcher = new AntPathMatcher();

	private final CorsPolicies policies;

	Shadow(CorsPolicies policies) {
		this.policies = policies;
	}

	Finding over(Speaker speaker) {
		TreeSet<String> names = new TreeSet<>();
		boolean everywhere = true;
		for (String pattern : speaker.paths()) {
			String absolute = speaker.prefix() + pattern.replaceAll("\\{\\*[^}]*}", "**");
			for (String path : examples(absolute)) {
				String name = deciding(path);
				if (name != null) {
					names.add(name);
				}
				everywhere &= name != null;
			}
			for (CorsPolicy policy : this.policies.policies()) {
				boolean within = policy.paths()
					.stream()
					.flatMap((path) -> examples(path).stream())
					.anyMatch((path) -> this.matcher.match(absolute, path));
				if (within && policy.mode() == CorsPolicy.Mode.ENFORCE) {
					names.add(policy.name());
				}
			}
		}
		List<String> paths = speaker.paths().stream().map((path) -> speaker.prefix() + path).toList();
		return new Finding(speaker.kind(), speaker.where(), paths,
				names.isEmpty() ? Finding.Effect.IN_FORCE : effect(speaker, everywhere), List.copyOf(names));
	}

	private static Finding.Effect effect(Speaker speaker, boolean everywhere) {
		if (speaker.first()) {
			return Finding.Effect.IN_FRONT;
		}
		return everywhere ? Finding.Effect.SHADOWED : Finding.Effect.PARTLY_SHADOWED;
	}

	private @Nullable String deciding(String path) {
		return this.policies.find(path)
			.filter((policy) -> policy.mode() == CorsPolicy.Mode.ENFORCE)
			.map(CorsPolicy::name)
			.orElse(null);
	}

	/** Paths that match a pattern: one for each depth that a deep one could mean. */
	private static List<String> examples(String pattern) {
		boolean deep = pattern.endsWith("/**");
		StringBuilder path = new StringBuilder();
		String head = deep ? pattern.substring(0, pattern.length() - 3) : pattern;
		for (String segment : StringUtils.tokenizeToStringArray(head, "/")) {
			boolean wild = segment.indexOf('*') >= 0 || segment.indexOf('{') >= 0 || segment.indexOf('?') >= 0;
			path.append('/').append(wild ? "x" : segment);
		}
		String base = path.toString();
		return deep ? List.of(base.isEmpty() ? "/" : base, base + "/x", base + "/x/x")
				: List.of(base.isEmpty() ? "/" : base);
	}

}
