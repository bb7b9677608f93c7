package io.crossgate.cors.problem;

import java.util.List;

import io.crossgate.cors.util.SafeText;

/**
 * One change of what is written of a policy, as data: which property, what happens to it
 * and with which values. Programs apply it, and writers make YAML, properties,
 * environment variables or Java of the result.
 *
 * <pre class="code">
 * PolicyEdit.set("max-age", "2h");                             // max-age: 2h
 * PolicyEdit.replace("allowed-origins", 1, "https://a.example"); // one entry of a list
 * PolicyEdit.delete("allowed-methods", 0);
 * PolicyEdit.add("accept-risks", "null-origin");
 * PolicyEdit.remove("origins");                                // a key and its value
 * </pre>
 *
 * A key is renamed by two edits: the value is set under the right key, and the wrong one
 * is removed. Entries are counted as they stand before any edit.
 *
 * @param operation what happens
 * @param property the key below the policy, such as {@code allowed-origins}
 * @param entry which entry of a list is meant, or {@value #ALL}
 * @param values the values to set or to add; empty if something is removed
 * @param example whether the values only show what belongs there, and are the author's to
 * replace
 * @since 0.1.0
 */
public record PolicyEdit(Operation operation, String property, int entry, List<String> values, boolean example) {

	/** The property as a whole. */
	public static final int ALL = -1;

	/** What a sentence repeats of one edit. */
	private static final int MAX_LENGTH = 2048;

	/**
	 * What can happen to a property.
	 */
	public enum Operation {

		/** The values take the place of the property, or of one entry of it. */
		SET,
		/** The values are added to a list. */
		ADD,
		/** The property, or one entry of it, is deleted. */
		REMOVE

	}

	/**
	 * Copies the values.
	 * @throws IllegalArgumentException if the parts do not make an edit
	 */
	public PolicyEdit {
		values = List.copyOf(values);
		boolean valid = switch (operation) {
			case SET -> entry == ALL || (entry >= 0 && !values.isEmpty());
			case ADD -> entry == ALL && !values.isEmpty();
			case REMOVE -> entry >= ALL && values.isEmpty();
		};
		if (!valid) {
			throw new IllegalArgumentException(
					"Not an edit: " + operation + " entry " + entry + " with " + values.size() + " values");
		}
	}

	/**
	 * Sets a property.
	 * @param property the key
	 * @param values its value, or all entries of a list
	 * @return the edit
	 */
	public static PolicyEdit set(String property, List<String> values) {
		return new PolicyEdit(Operation.SET, property, ALL, values, false);
	}

	/**
	 * Sets a property.
	 * @param property the key
	 * @param values its value, or all entries of a list
	 * @return the edit
	 */
	public static PolicyEdit set(String property, String... values) {
		return set(property, List.of(values));
	}

	/**
	 * Replaces one entry of a list.
	 * @param property the key
	 * @param entry which entry, from 0
	 * @param values what takes its place: one value or several
	 * @return the edit
	 */
	public static PolicyEdit replace(String property, int entry, List<String> values) {
		return new PolicyEdit(Operation.SET, property, entry, values, false);
	}

	/**
	 * Replaces one entry of a list.
	 * @param property the key
	 * @param entry which entry, from 0
	 * @param values what takes its place: one value or several
	 * @return the edit
	 */
	public static PolicyEdit replace(String property, int entry, String... values) {
		return replace(property, entry, List.of(values));
	}

	/**
	 * Deletes one entry of a list.
	 * @param property the key
	 * @param entry which entry, from 0
	 * @return the edit
	 */
	public static PolicyEdit delete(String property, int entry) {
		return new PolicyEdit(Operation.REMOVE, property, entry, List.of(), false);
	}

	/**
	 * Adds entries to a list.
	 * @param property the key
	 * @param values what is added; entries that the list has are not repeated
	 * @return the edit
	 */
	public static PolicyEdit add(String property, List<String> values) {
		return new PolicyEdit(Operation.ADD, property, ALL, values, false);
	}

	/**
	 * Adds entries to a list.
	 * @param property the key
	 * @param values what is added; entries that the list has are not repeated
	 * @return the edit
	 */
	public static PolicyEdit add(String property, String... values) {
		return add(property, List.of(values));
	}

	/**
	 * Removes a property with its value.
	 * @param property the key, or the whole name from {@code cors} on of what stands
	 * elsewhere
	 * @return the edit
	 */
	public static PolicyEdit remove(String property) {
		return new PolicyEdit(Operation.REMOVE, property, ALL, List.of(), false);
	}

	/**
	 * Marks the values as an example: the author has to write others.
	 * @return the same edit with an example
	 */
	public PolicyEdit asExample() {
		return new PolicyEdit(this.operation, this.property, this.entry, this.values, true);
	}

	/**
	 * Return whether the edit is about one entry of a list.
	 * @return whether it replaces or deletes an entry
	 */
	public boolean isOfEntry() {
		return this.entry != ALL;
	}

	/** Return how much text the edit adds. */
	int length() {
		int length = 0;
		for (String value : this.values) {
			length += Math.min(value.length(), MAX_LENGTH + 1);
		}
		return length;
	}

	/**
	 * Return the edit in a few words of printable ASCII, such as
	 * {@code allowed-origins[1]: https://a.example}, for a line that is read and not
	 * pasted.
	 */
	@Override
	public String toString() {
		String place = SafeText.of(this.property) + (isOfEntry() ? "[" + this.entry + "]" : "");
		String text = SafeText.of(this.values.isEmpty() ? "(empty)" : String.join(", ", this.values), MAX_LENGTH);
		return switch (this.operation) {
			case SET -> place + ": " + text;
			case ADD -> "add " + text + " to " + place;
			case REMOVE -> "remove " + place;
		};
	}

}
