package io.crossgate.cors.consumer;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;

import org.springframework.asm.Type;

/**
 * A reference to somebody else's type or member, as a class file writes it.
 *
 * @param owner the type's internal name
 * @param name the member's name, or an empty string for the type itself
 * @param descriptor the member's descriptor, or an empty string for the type itself
 */
record Reference(String owner, String name, String descriptor) implements Comparable<Reference> {

	static Reference toType(String owner) {
		return new Reference(owner, "", "");
	}

	boolean exists() {
		try {
			Class<?> type = Class.forName(this.owner.replace('/', '.'), false, Reference.class.getClassLoader());
			return this.name.isEmpty() || declares(type);
		}
		catch (ClassNotFoundException ex) {
			return false;
		}
	}

	private boolean declares(Class<?> type) {
		return descriptors(type).anyMatch(this.descriptor::equals)
				|| Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()))
					.anyMatch(this::declares)
				|| (type.isInterface() && declares(Object.class));
	}

	private Stream<String> descriptors(Class<?> type) {
		if (this.name.equals("<init>")) {
			return Arrays.stream(type.getDeclaredConstructors()).map(Type::getConstructorDescriptor);
		}
		return this.descriptor.startsWith("(")
				? Arrays.stream(type.getDeclaredMethods())
					.filter((method) -> method.getName().equals(this.name))
					.map(Type::getMethodDescriptor)
				: Arrays.stream(type.getDeclaredFields())
					.filter((field) -> field.getName().equals(this.name))
					.map((field) -> Type.getDescriptor(field.getType()));
	}

	@Override
	public int compareTo(Reference other) {
		return Comparator.comparing(Reference::owner)
			.thenComparing(Reference::name)
			.thenComparing(Reference::descriptor)
			.compare(this, other);
	}

}
