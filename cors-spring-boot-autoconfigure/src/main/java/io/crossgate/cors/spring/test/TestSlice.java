package io.crossgate.cors.spring.test;

import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.MergedAnnotations;

/**
 * A test that starts a part of an application only, such as {@code @WebMvcTest}.
 *
 * @param test the test class
 * @param annotation the simple name of the annotation
 */
record TestSlice(Class<?> test, String annotation) {

	private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

	/**
	 * The package of the annotation that makes a slice is another one in each line of
	 * Boot.
	 */
	private static final String MARK = "TypeExcludeFilters";

	/**
	 * Return the slice that is running in this thread.
	 * @return the slice, or {@code null} if there is none
	 */
	static @Nullable TestSlice running() {
		return STACK.walk((frames) -> frames.map((frame) -> find(frame.getDeclaringClass()))
			.filter((slice) -> slice != null)
			.findFirst()
			.orElse(null));
	}

	private static @Nullable TestSlice find(Class<?> test) {
		for (Class<?> type = test; type != null; type = type.getEnclosingClass()) {
			var slice = MergedAnnotations.from(type, MergedAnnotations.SearchStrategy.TYPE_HIERARCHY)
				.stream()
				.filter((annotation) -> annotation.getType().getSimpleName().equals(MARK))
				.findFirst();
			if (slice.isPresent()) {
				return new TestSlice(type, slice.get().getRoot().getType().getSimpleName());
			}
		}
		return null;
	}

	/**
	 * Return what is missing from a slice that an application has.
	 * @return a sentence
	 */
	String explanation() {
		return "%s is a @%s, which takes the cors.* properties but leaves out beans of @Configuration classes, CorsPolicy and CorsPolicyCustomizer beans among them. If the policy is such a bean: @Import its configuration class."
			.formatted(this.test.getSimpleName(), this.annotation);
	}

}
