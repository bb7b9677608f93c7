package io.crossgate.cors.path;

import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What the readings of a path select.
 *
 * @param <T> the type of what is selected
 * @param selected what some reading selects
 * @param elsewhere whether some reading selects nothing
 * @since 0.1.0
 */
public record Selection<T>(Set<T> selected, boolean elsewhere) {

	Selection<T> with(@Nullable T another) {
		if (another == null) {
			return new Selection<>(this.selected, true);
		}
		Set<T> all = new LinkedHashSet<>(this.selected);
		all.add(another);
		return new Selection<>(all, this.elsewhere);
	}

	/**
	 * Return whether all readings select the same.
	 * @return whether there is one answer
	 */
	public boolean isUnanimous() {
		return this.selected.size() + (this.elsewhere ? 1 : 0) == 1;
	}

}
