package io.crossgate.cors.spring.mistakes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A configuration in which a mistake is made: what is meant, and what is written instead.
 */
final class Sketch {

	private final Random random;

	private final Draft meant;

	private final Draft written;

	private final String policy;

	/** What keys are called. */
	private final Map<String, String> names = new HashMap<>();

	Sketch(Random random, boolean named) {
		this.random = random;
		this.meant = Draft.random(random, named);
		this.written = this.meant.copy();
		List<String> names = new ArrayList<>(this.meant.policies().keySet());
		this.policy = names.get(random.nextInt(names.size()));
	}

	Random random() {
		return this.random;
	}

	Draft meant() {
		return this.meant;
	}

	Draft written() {
		return this.written;
	}

	/** Return the name of the policy in which the mistake is made. */
	String policy() {
		return this.policy;
	}

	private String name(String key) {
		return this.names.getOrDefault(key, key);
	}

	List<String> values(String key) {
		return this.written.policy(this.policy).getOrDefault(name(key), List.of());
	}

	/** Means something else. */
	void mean(String key, List<String> values) {
		this.meant.policy(this.policy).put(key, values);
		this.written.policy(this.policy).put(name(key), values);
	}

	/** Writes something other than what is meant. */
	void write(String key, List<String> values) {
		this.written.policy(this.policy).put(name(key), values);
	}

	/** Means an entry of a list, and writes it in another way. */
	void write(String key, String meant, String written) {
		write(key, List.of(meant), List.of(written));
	}

	/** Means entries of a list, and writes them in another way. */
	void write(String key, List<String> meant, List<String> written) {
		List<String> others = new ArrayList<>(values(key));
		if (!others.isEmpty()) {
			others.remove(this.random.nextInt(others.size()));
		}
		others.removeAll(meant);
		int place = this.random.nextInt(others.size() + 1);
		List<String> right = new ArrayList<>(others);
		right.addAll(place, meant);
		List<String> wrong = new ArrayList<>(others);
		wrong.addAll(place, written);
		this.meant.policy(this.policy).put(key, right);
		this.written.policy(this.policy).put(name(key), wrong);
	}

	/** Writes a key under another name. */
	void rename(String key, String name) {
		if (this.names.putIfAbsent(key, name) != null) {
			return;
		}
		Map<String, List<String>> policy = this.written.policy(this.policy);
		Map<String, List<String>> renamed = new LinkedHashMap<>();
		policy.forEach((other, values) -> renamed.put(other.equals(key) ? name : other, values));
		policy.clear();
		policy.putAll(renamed);
	}

	void remove(String key) {
		this.written.policy(this.policy).remove(name(key));
	}

	void without(String key) {
		this.meant.policy(this.policy).remove(key);
		this.written.policy(this.policy).remove(name(key));
	}

	boolean isNamed() {
		return this.written.policy(this.policy).containsKey("paths");
	}

}
