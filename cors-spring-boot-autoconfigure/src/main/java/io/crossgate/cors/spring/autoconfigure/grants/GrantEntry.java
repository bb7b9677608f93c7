package io.crossgate.cors.spring.autoconfigure.grants;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.policy.CorsPolicyBuilder;
import io.crossgate.cors.policy.GrantTerms;
import io.crossgate.cors.policy.PolicyProperty;

/**
 * The wire format of an entry: its text alone, or beside it the terms on which it is
 * there.
 *
 * @since 0.1.0
 */
public class GrantEntry {

	/** How a date without quotes is read where YAML has a type for it. */
	private static final String TIMESTAMP = "EEE MMM dd HH:mm:ss zzz yyyy";

	/**
	 * Origin or risk that is listed.
	 */
	private String value = "";

	/**
	 * Last day for which it is meant, in UTC, such as 2027-01-31. Nothing is taken away
	 * then; cors.expired says what happens at the next start.
	 */
	private String until = "";

	/**
	 * Who answers for it.
	 */
	private String owner = "";

	/**
	 * Why it is there.
	 */
	private String reason = "";

	public String getValue() {
		return this.value;
	}

	public void setValue(String value) {
		this.value = value;
	}

	public String getUntil() {
		return this.until;
	}

	public void setUntil(String until) {
		this.until = until;
	}

	public String getOwner() {
		return this.owner;
	}

	public void setOwner(String owner) {
		this.owner = owner;
	}

	public String getReason() {
		return this.reason;
	}

	public void setReason(String reason) {
		this.reason = reason;
	}

	/**
	 * Makes an entry of a text. The binder looks for a method of this name.
	 * @param text what is listed
	 * @return the entry, without terms
	 */
	public static GrantEntry valueOf(String text) {
		GrantEntry entry = new GrantEntry();
		entry.setValue(text);
		return entry;
	}

	/**
	 * Makes an entry of what YAML reads as a number.
	 * @param number what is listed
	 * @return the entry, without terms
	 */
	public static GrantEntry valueOf(Integer number) {
		return valueOf(number.toString());
	}

	/**
	 * Makes an entry of what YAML reads as a number.
	 * @param number what is listed
	 * @return the entry, without terms
	 */
	public static GrantEntry valueOf(Long number) {
		return valueOf(number.toString());
	}

	/**
	 * Makes an entry of what YAML reads as a number.
	 * @param number what is listed
	 * @return the entry, without terms
	 */
	public static GrantEntry valueOf(Double number) {
		return valueOf(number.toString());
	}

	/**
	 * Makes an entry of what YAML reads as a switch.
	 * @param flag what is listed
	 * @return the entry, without terms
	 */
	public static GrantEntry valueOf(Boolean flag) {
		return valueOf(flag.toString());
	}

	/**
	 * Sets a list of a policy.
	 * @param entries the entries
	 * @param property the list
	 * @param policy takes the entries and their terms
	 */
	public static void copy(List<GrantEntry> entries, PolicyProperty property, CorsPolicyBuilder policy) {
		List<String> values = new ArrayList<>(entries.size());
		for (GrantEntry entry : entries) {
			values.add(entry.value);
		}
		policy.set(property, List.copyOf(values));
		for (GrantEntry entry : entries) {
			LocalDate until = date(entry.until);
			if (until != null || !entry.owner.isBlank() || !entry.reason.isBlank()) {
				policy.terms(property, entry.value, new GrantTerms(until, entry.owner.strip(), entry.reason.strip()));
			}
		}
	}

	/**
	 * Reads a date.
	 * @param text a date such as 2027-01-31, or what YAML makes of one
	 * @return the date, or {@code null} if the text is none
	 */
	public static @Nullable LocalDate date(String text) {
		String stripped = text.strip();
		if (stripped.isEmpty()) {
			return null;
		}
		try {
			return (stripped.indexOf(' ') < 0) ? LocalDate.parse(stripped)
					: LocalDate.parse(stripped, DateTimeFormatter.ofPattern(TIMESTAMP, Locale.ROOT));
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	/**
	 * Return a text as it was written.
	 * @param text what is read, perhaps what YAML makes of a date
	 * @return a date such as 2027-01-31, or the text
	 */
	public static String written(String text) {
		LocalDate date = date(text);
		return (date != null) ? date.toString() : text;
	}

	/**
	 * What to do about what is past its date.
	 */
	public enum Expired {

		/** Log a warning with its place, owner and reason. */
		WARN,
		/** Stop the start, or refuse the reload. */
		FAIL

	}

}
