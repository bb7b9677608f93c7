package io.crossgate.cors.spring.reactive;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

import io.crossgate.cors.fetch.HeaderNames;

/**
 * A response's headers as everything behind the filter sees them: CORS headers can be
 * read but neither written nor removed, and {@code Vary} stays one line that has the
 * policy's names. Everything else reaches the server's own headers.
 */
final class AuthoritativeHeaders extends AbstractMap<String, List<String>> implements MultiValueMap<String, String> {

	private final AuthoritativeServerResponse response;

	private final MultiValueMap<String, String> target;

	AuthoritativeHeaders(AuthoritativeServerResponse response, MultiValueMap<String, String> target) {
		this.response = response;
		this.target = target;
	}

	@Override
	public @Nullable String getFirst(String name) {
		return this.target.getFirst(name);
	}

	@Override
	public @Nullable List<String> get(Object name) {
		return this.target.get(name);
	}

	@Override
	public boolean containsKey(Object name) {
		return this.target.containsKey(name);
	}

	@Override
	public boolean isEmpty() {
		return this.target.isEmpty();
	}

	@Override
	public int size() {
		return this.target.size();
	}

	@Override
	public void add(String name, @Nullable String value) {
		if (isVary(name)) {
			List<String> lines = new ArrayList<>(this.target.getOrDefault(name, List.of()));
			lines.add(text(value));
			vary(lines);
		}
		else if (!isOurs(name, value)) {
			this.target.add(name, value);
		}
	}

	@Override
	public void addAll(String name, List<? extends String> values) {
		values.forEach((value) -> add(name, value));
	}

	@Override
	public void addAll(MultiValueMap<String, String> values) {
		values.forEach(this::addAll);
	}

	@Override
	public void set(String name, @Nullable String value) {
		if (isVary(name)) {
			vary(List.of(text(value)));
		}
		else if (!isOurs(name, value)) {
			this.target.set(name, value);
		}
	}

	@Override
	public void setAll(Map<String, String> values) {
		values.forEach(this::set);
	}

	@Override
	public @Nullable List<String> put(String name, List<String> values) {
		if (isVary(name)) {
			List<String> before = this.target.get(name);
			vary(values);
			return before;
		}
		for (String value : values) {
			if (isOurs(name, value)) {
				return null;
			}
		}
		return this.target.put(name, values);
	}

	@Override
	public @Nullable List<String> remove(Object name) {
		if (!(name instanceof String text)) {
			return null;
		}
		if (isVary(text)) {
			return put(text, List.of());
		}
		return HeaderNames.isCorsResponse(text) ? null : this.target.remove(name);
	}

	@Override
	public void clear() {
		this.target.clear();
		this.response.write(this.target);
	}

	@Override
	public Map<String, String> toSingleValueMap() {
		return this.target.toSingleValueMap();
	}

	@Override
	public Set<Map.Entry<String, List<String>>> entrySet() {
		return new Entries();
	}

	private static boolean isVary(String name) {
		return name.equalsIgnoreCase(HeaderNames.VARY);
	}

	private static String text(@Nullable String value) {
		return (value != null) ? value : "";
	}

	private void vary(Collection<String> lines) {
		String line = this.response.vary(lines);
		if (line.isEmpty()) {
			this.target.remove(HeaderNames.VARY);
		}
		else {
			this.target.set(HeaderNames.VARY, line);
		}
	}

	private boolean isOurs(String name, @Nullable String value) {
		boolean ours = HeaderNames.isCorsResponse(name);
		if (ours) {
			this.response.replaced(name, text(value));
		}
		return ours;
	}

	private static boolean isGuarded(String name) {
		return isVary(name) || HeaderNames.isCorsResponse(name);
	}

	/** The header lines by name. What is removed of ours stays. */
	private final class Entries extends AbstractSet<Map.Entry<String, List<String>>> {

		@Override
		public int size() {
			return AuthoritativeHeaders.this.target.size();
		}

		@Override
		public Iterator<Map.Entry<String, List<String>>> iterator() {
			return new EntryIterator(AuthoritativeHeaders.this.target.entrySet().iterator());
		}

	}

	private final class EntryIterator implements Iterator<Map.Entry<String, List<String>>> {

		private final Iterator<Map.Entry<String, List<String>>> entries;

		private boolean guarded;

		EntryIterator(Iterator<Map.Entry<String, List<String>>> entries) {
			this.entries = entries;
		}

		@Override
		public boolean hasNext() {
			return this.entries.hasNext();
		}

		@Override
		public Map.Entry<String, List<String>> next() {
			Map.Entry<String, List<String>> entry = this.entries.next();
			this.guarded = isGuarded(entry.getKey());
			return this.guarded ? new GuardedEntry(entry) : entry;
		}

		@Override
		public void remove() {
			if (!this.guarded) {
				this.entries.remove();
			}
		}

	}

	@SuppressWarnings("serial")
	private final class GuardedEntry extends SimpleEntry<String, List<String>> {

		GuardedEntry(Map.Entry<String, List<String>> entry) {
			super(entry);
		}

		@Override
		public List<String> setValue(List<String> values) {
			List<String> before = getValue();
			put(getKey(), values);
			return before;
		}

	}

}
