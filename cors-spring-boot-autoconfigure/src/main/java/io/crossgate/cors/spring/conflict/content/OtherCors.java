package io.crossgate.cors.spring.conflict.content;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.web.cors.CorsConfiguration;

/**
 * Other CORS code of the application with what it says, where requests meet it.
 *
 * @param kind what it is, such as {@code CorsFilter}
 * @param where the class, method or property it is written in
 * @param stage where requests meet it
 * @param content what it says
 * @since 0.1.0
 */
public record OtherCors(String kind, String where, Stage stage, Content content) {

	/**
	 * Where requests meet a speaker. The first stage that has a rule for a path decides.
	 */
	public enum Stage {

		/** In a filter, which ends every preflight. */
		FILTER,
		/** In a chain of Spring Security, which ends every preflight, too. */
		SECURITY,
		/**
		 * In a filter behind Spring Security, which ends every preflight that gets there.
		 */
		FILTER_BEHIND_SECURITY,
		/** In a servlet beside Spring's, which nothing of the two below reaches. */
		SERVLET,
		/** At one handler, together with what is said for its path in front of it. */
		HANDLER,
		/** In front of all handlers, by path. */
		MAPPING,
		/** Where a WebSocket or SockJS endpoint checks origins by itself. */
		HANDSHAKE,
		/** In front of the management endpoints, which policies leave alone. */
		MANAGEMENT,
		/**
		 * In code, or for handlers, which are not known well enough to take its place.
		 */
		ELSEWHERE,
		/** Nowhere, as far as can be seen: nothing uses it. */
		NOWHERE

	}

	/**
	 * Return somebody of whom nothing is known, because a part of the application could
	 * not be looked into.
	 * @param failure why
	 * @return a speaker who may say anything
	 */
	public static OtherCors unknown(Throwable failure) {
		return new OtherCors("A part of the application", "", Stage.FILTER,
				Content.unread("It could not be looked into: " + failure + "."));
	}

	/**
	 * Return whether a part of the application could not be looked into.
	 * @return whether nothing is known of the speaker
	 */
	public boolean isUnknown() {
		return this.where.isEmpty() && !this.content.unread.isEmpty();
	}

	/**
	 * Return what is said, the rule that is asked first at the front.
	 * @return the rules
	 */
	public List<Rule> rules() {
		return this.content.rules;
	}

	/**
	 * What a speaker says, as far as it could be read.
	 *
	 * @param rules the rules in the order in which they are asked
	 * @param unread what could not be read and why, in whole sentences; empty if all was
	 * @param within patterns of the paths for which they are asked at all; empty for
	 * every path
	 * @param asked whether the rules are answers to requests that were not sent, so that
	 * others may get other ones
	 * @param conditional whether they are asked for some requests of those paths only,
	 * and which these are could not be read
	 */
	public record Content(List<Rule> rules, List<String> unread, List<String> within, boolean asked,
			boolean conditional) {

		/** Nothing is said. */
		public static final Content NONE = of(List.of());

		/**
		 * Copies the lists.
		 */
		public Content {
			rules = List.copyOf(rules);
			unread = List.copyOf(unread);
			within = List.copyOf(within);
		}

		/**
		 * Creates content of speakers that are asked for every path.
		 * @param rules the rules
		 * @param unread what could not be read and why
		 */
		public Content(List<Rule> rules, List<String> unread) {
			this(rules, unread, List.of(), false, false);
		}

		/**
		 * Return the same content for some paths only.
		 * @param within patterns of the paths; empty for every path
		 * @return other content
		 */
		public Content within(List<String> within) {
			return within(within, this.conditional);
		}

		/**
		 * Return the same content for some paths, or for some requests of them, only.
		 * @param within patterns of the paths; empty for every path
		 * @param conditional whether it is there for some requests of them only
		 * @return other content
		 */
		public Content within(List<String> within, boolean conditional) {
			return new Content(this.rules, this.unread, within, this.asked, conditional);
		}

		/**
		 * Creates content that was asked for.
		 * @param answer the one answer
		 * @return the content
		 */
		static Content asked(Rule answer) {
			return new Content(List.of(answer), List.of(), List.of(), true, false);
		}

		/**
		 * Creates content that was read as a whole.
		 * @param rules the rules
		 * @return the content
		 */
		public static Content of(List<Rule> rules) {
			return new Content(rules, List.of());
		}

		/**
		 * Creates content that could not be read.
		 * @param why the reason, in whole sentences
		 * @return the content
		 */
		public static Content unread(String why) {
			return new Content(List.of(), List.of(why));
		}

	}

	/**
	 * What is said about the paths of one pattern.
	 *
	 * @param path the pattern as written, behind the path of its servlet
	 * @param configuration what is said, or {@code null} if the handler has nothing of
	 * its own to say
	 * @param methods the methods that are mapped there; empty for every one
	 * @param where the class, method or property it is written in
	 * @param conditional whether more than path and method decides who is asked, so that
	 * some calls go to other handlers
	 */
	public record Rule(String path, @Nullable CorsConfiguration configuration, List<String> methods, String where,
			boolean conditional) {

		/**
		 * Copies the list.
		 */
		public Rule {
			methods = List.copyOf(methods);
		}

		/**
		 * Creates a rule that path and method decide about.
		 * @param path the pattern as written
		 * @param configuration what is said, or {@code null}
		 * @param methods the methods that are mapped there; empty for every one
		 * @param where the class, method or property it is written in
		 */
		public Rule(String path, @Nullable CorsConfiguration configuration, List<String> methods, String where) {
			this(path, configuration, methods, where, false);
		}

		/**
		 * Creates a rule for every method.
		 * @param path the pattern as written
		 * @param configuration what is said
		 * @param where the class, method or property it is written in
		 */
		public Rule(String path, CorsConfiguration configuration, String where) {
			this(path, configuration, List.of(), where);
		}

		/**
		 * Return the same rule for another pattern.
		 * @param path the pattern
		 * @return another rule
		 */
		public Rule at(String path) {
			return new Rule(path, this.configuration, this.methods, this.where, this.conditional);
		}

	}

}
