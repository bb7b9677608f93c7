package io.crossgate.cors.spring.api;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedTypeVariable;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The signatures of public types as text: a line for each type, nested ones included, and
 * one for each field, constructor and method that code elsewhere can use. Types are named
 * without their packages, {@code ?} marks what may be {@code null}. Not shown are names
 * of parameters, which no caller depends on, and what every enum, record or object has.
 */
final class ApiDump {

	private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");

	private static final Set<String> OF_EVERY_ENUM = Set.of("values", "valueOf");

	private ApiDump() {
	}

	static String of(Collection<Class<?>> types) {
		return types.stream()
			.sorted(Comparator.comparing(Class::getName))
			.map(ApiDump::topLevel)
			.collect(Collectors.joining("\n"));
	}

	private static String topLevel(Class<?> type) {
		List<String> lines = new ArrayList<>();
		add(type, type.getName(), "", lines);
		return String.join("\n", lines) + "\n";
	}

	private static void add(Class<?> type, String name, String indent, List<String> lines) {
		lines.add(indent + declaration(type, name));
		Set<String> members = new TreeSet<>();
		Stream.of(type.getDeclaredFields()).filter(ApiDump::isVisible).map(ApiDump::field).forEach(members::add);
		Stream.of(type.getDeclaredConstructors())
			.filter(ApiDump::isVisible)
			.map(ApiDump::constructor)
			.forEach(members::add);
		Stream.of(type.getDeclaredMethods())
			.filter((method) -> isVisible(method) && !isOfEvery(type, method))
			.map(ApiDump::method)
			.forEach(members::add);
		members.forEach((member) -> lines.add(indent + "  " + member));
		Stream.of(type.getDeclaredClasses())
			.filter((nested) -> isVisible(nested.getModifiers()))
			.sorted(Comparator.comparing(Class::getName))
			.forEach((nested) -> add(nested, nested.getSimpleName(), indent + "  ", lines));
	}

	private static String declaration(Class<?> type, String name) {
		String kind = type.isAnnotation() ? "@interface"
				: type.isInterface() ? "interface" : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
		boolean plain = kind.equals("class");
		List<String> supertypes = new ArrayList<>();
		AnnotatedType superclass = plain ? type.getAnnotatedSuperclass() : null;
		if (superclass != null && superclass.getType() != Object.class) {
			supertypes.add(name(superclass));
		}
		Stream.of(type.getAnnotatedInterfaces()).map(ApiDump::name).sorted().forEach(supertypes::add);
		return modifiers(type.getModifiers() & (plain ? ~0 : ~(Modifier.FINAL | Modifier.ABSTRACT | Modifier.STATIC)))
				+ kind + " " + name + parameters(type.getTypeParameters())
				+ (supertypes.isEmpty() ? "" : " : " + String.join(", ", supertypes));
	}

	private static String field(Field field) {
		if (field.isEnumConstant()) {
			return "constant " + field.getName();
		}
		return modifiers(field.getModifiers()) + name(field.getAnnotatedType()) + " " + field.getName() + value(field);
	}

	/** Constants are copied into the code that uses them. */
	private static String value(Field field) {
		boolean constant = Modifier.isStatic(field.getModifiers()) && Modifier.isFinal(field.getModifiers())
				&& (field.getType().isPrimitive() || field.getType() == String.class);
		try {
			return constant ? " = " + field.get(null) : "";
		}
		catch (IllegalAccessException ex) {
			return "";
		}
	}

	private static String constructor(Constructor<?> constructor) {
		return modifiers(constructor.getModifiers()) + "new" + signature(constructor);
	}

	private static String method(Method method) {
		String optional = (method.isDefault() || method.getDefaultValue() != null) ? "default " : "";
		String parameters = parameters(method.getTypeParameters());
		return optional
				+ modifiers(
						method.getModifiers() & (method.getDeclaringClass().isInterface() ? ~Modifier.ABSTRACT : ~0))
				+ (parameters.isEmpty() ? "" : parameters + " ") + name(method.getAnnotatedReturnType()) + " "
				+ method.getName() + signature(method);
	}

	private static String signature(Executable executable) {
		String thrown = Stream.of(executable.getAnnotatedExceptionTypes())
			.map(ApiDump::name)
			.sorted()
			.collect(Collectors.joining(", "));
		return Stream.of(parameters(executable)).map(ApiDump::name).collect(Collectors.joining(", ", "(", ")"))
				+ (thrown.isEmpty() ? "" : " throws " + thrown);
	}

	/**
	 * The canonical constructor of a record has no generic types of its own in JDK 17.
	 */
	private static AnnotatedType[] parameters(Executable executable) {
		RecordComponent[] components = executable.getDeclaringClass().getRecordComponents();
		boolean canonical = executable instanceof Constructor && components != null && Arrays
			.equals(executable.getParameterTypes(), Stream.of(components).map(RecordComponent::getType).toArray());
		return canonical ? Stream.of(components).map(RecordComponent::getAnnotatedType).toArray(AnnotatedType[]::new)
				: executable.getAnnotatedParameterTypes();
	}

	private static String parameters(TypeVariable<?>[] parameters) {
		return (parameters.length == 0) ? "" : Stream.of(parameters).map((parameter) -> {
			String bounds = Stream.of(parameter.getAnnotatedBounds())
				.map(ApiDump::name)
				.filter((bound) -> !bound.equals("Object"))
				.collect(Collectors.joining(" & "));
			return parameter.getName() + (bounds.isEmpty() ? "" : " extends " + bounds);
		}).collect(Collectors.joining(", ", "<", ">"));
	}

	private static String name(AnnotatedType type) {
		String nullable = type.isAnnotationPresent(Nullable.class) ? "?" : "";
		if (type instanceof AnnotatedParameterizedType parameterized) {
			Class<?> raw = (Class<?>) ((ParameterizedType) type.getType()).getRawType();
			return name(raw) + Stream.of(parameterized.getAnnotatedActualTypeArguments())
				.map(ApiDump::name)
				.collect(Collectors.joining(", ", "<", ">")) + nullable;
		}
		if (type instanceof AnnotatedArrayType array) {
			return name(array.getAnnotatedGenericComponentType()) + "[]" + nullable;
		}
		if (type instanceof AnnotatedTypeVariable) {
			return type.getType().getTypeName() + nullable;
		}
		if (type instanceof AnnotatedWildcardType wildcard) {
			AnnotatedType[] lower = wildcard.getAnnotatedLowerBounds();
			AnnotatedType upper = wildcard.getAnnotatedUpperBounds()[0];
			return (lower.length > 0) ? "? super " + name(lower[0])
					: (upper.getType() == Object.class) ? "?" : "? extends " + name(upper);
		}
		return name((Class<?>) type.getType()) + nullable;
	}

	private static String name(Class<?> type) {
		Class<?> outer = type.getDeclaringClass();
		return (outer != null) ? name(outer) + "." + type.getSimpleName() : type.getSimpleName();
	}

	private static String modifiers(int modifiers) {
		String shown = Modifier
			.toString(modifiers & (Modifier.PROTECTED | Modifier.STATIC | Modifier.ABSTRACT | Modifier.FINAL));
		return shown.isEmpty() ? "" : shown + " ";
	}

	private static boolean isVisible(Member member) {
		return !member.isSynthetic() && isVisible(member.getModifiers())
				&& !(Modifier.isProtected(member.getModifiers())
						&& Modifier.isFinal(member.getDeclaringClass().getModifiers()));
	}

	private static boolean isVisible(int modifiers) {
		return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
	}

	private static boolean isOfEvery(Class<?> type, Method method) {
		return OF_EVERY_OBJECT.contains(method.getName())
				|| (type.isEnum() && OF_EVERY_ENUM.contains(method.getName()));
	}

}
