package io.crossgate.cors.spring.takeover;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A small application with CORS code of its own, in a form that public projects use.
 *
 * @param name what is special about it
 * @param stack the stack it is for
 * @param beans its configuration and controllers
 * @param properties its properties
 * @param codes the codes that must be found; none if it is sound
 */
record Case(String name, Stack stack, List<Class<?>> beans, List<String> properties, Set<String> codes) {

	static Case servlet(String name, Class<?>... beans) {
		return new Case(name, Stack.SERVLET, List.of(beans), List.of(), Set.of());
	}

	static Case reactive(String name, Class<?>... beans) {
		return new Case(name, Stack.REACTIVE, List.of(beans), List.of(), Set.of());
	}

	Case properties(String... properties) {
		return new Case(this.name, this.stack, this.beans, List.of(properties), this.codes);
	}

	Case finding(String... codes) {
		return new Case(this.name, this.stack, this.beans, this.properties, new TreeSet<>(Arrays.asList(codes)));
	}

	boolean isSound() {
		return this.codes.isEmpty();
	}

	@Override
	public String toString() {
		return this.name;
	}

	enum Stack {

		SERVLET, REACTIVE

	}

}
