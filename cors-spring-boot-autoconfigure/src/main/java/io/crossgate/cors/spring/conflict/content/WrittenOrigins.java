package io.crossgate.cors.spring.conflict.content;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.Type;
import org.springframework.web.cors.CorsConfiguration;

import io.crossgate.cors.fetch.HeaderNames;
import io.crossgate.cors.spring.conflict.content.OtherCors.Content;
import io.crossgate.cors.spring.conflict.content.OtherCors.Rule;

/**
 * The origins that a class writes into the response, as its bytecode says: constants, and
 * the request's own origin where nothing looks at it before. What else is written there
 * is not read.
 */
final class WrittenOrigins extends ClassVisitor {

	private static final String EVERY_PATH = "/**";

	private static final String TRUE = "true";

	/** Stands for the origin of the request, which is no constant. */
	private static final String OF_REQUEST = "\u0000origin";

	private static final String UNKNOWN = "\u0000";

	private static final Set<String> GETTERS = Set.of("getHeader", "getFirst", "getHeaderString");

	private static final Set<String> SETTERS = Set.of("setHeader", "addHeader", "set", "add", "header", "putSingle");

	private final Set<String> constants = new LinkedHashSet<>();

	private boolean reflecting;

	private boolean withCredentials;

	private WrittenOrigins() {
		super(Opcodes.ASM9);
	}

	static Content of(Class<?> type, String where) {
		WrittenOrigins written = new WrittenOrigins();
		String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
		try (InputStream bytecode = type.getResourceAsStream(file)) {
			if (bytecode != null) {
				new ClassReader(bytecode).accept(written, ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
			}
		}
		catch (IOException | IllegalArgumentException ex) {
			// A class file that is newer than its reader says nothing.
		}
		return Content.of(written.rules(where));
	}

	private List<Rule> rules(String where) {
		if (this.constants.isEmpty() && !this.reflecting) {
			return List.of();
		}
		CorsConfiguration configuration = new CorsConfiguration();
		configuration.setAllowedOrigins(List.copyOf(this.constants));
		configuration.setAllowedOriginPatterns(this.reflecting ? List.of("*") : List.of());
		configuration.setAllowCredentials(this.withCredentials);
		return List.of(new Rule(EVERY_PATH, configuration, where));
	}

	@Override
	public MethodVisitor visitMethod(int access, String name, String descriptor, @Nullable String signature,
			String @Nullable [] exceptions) {
		return new Statements();
	}

	/**
	 * Follows constants and the request's origin over the stack, from one branch to the
	 * next.
	 */
	private final class Statements extends MethodVisitor {

		private final List<String> stack = new ArrayList<>();

		private final Map<Integer, String> variables = new HashMap<>();

		/** Whether something may have looked at the origin. */
		private boolean checked;

		Statements() {
			super(Opcodes.ASM9);
		}

		private String pop() {
			return this.stack.isEmpty() ? UNKNOWN : this.stack.remove(this.stack.size() - 1);
		}

		@Override
		public void visitLdcInsn(Object value) {
			this.stack.add((value instanceof String text) ? text : UNKNOWN);
		}

		@Override
		public void visitInsn(int opcode) {
			switch (opcode) {
				case Opcodes.ICONST_1 -> this.stack.add(TRUE);
				case Opcodes.ICONST_0, Opcodes.ACONST_NULL -> this.stack.add(UNKNOWN);
				case Opcodes.POP -> pop();
				case Opcodes.DUP -> {
					String top = pop();
					this.stack.addAll(List.of(top, top));
				}
				default -> this.stack.clear();
			}
		}

		@Override
		public void visitVarInsn(int opcode, int index) {
			if (opcode >= Opcodes.ILOAD && opcode <= Opcodes.ALOAD) {
				this.stack.add(this.variables.getOrDefault(index, UNKNOWN));
			}
			else {
				this.variables.put(index, pop());
			}
		}

		@Override
		public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
			if (opcode == Opcodes.GETSTATIC) {
				this.stack.add(UNKNOWN);
			}
			else if (opcode == Opcodes.GETFIELD) {
				pop();
				this.stack.add(UNKNOWN);
			}
			else {
				this.stack.clear();
			}
		}

		/** Whether there is an origin at all is no check of it. */
		@Override
		public void visitJumpInsn(int opcode, Label label) {
			this.checked |= opcode != Opcodes.IFNULL && opcode != Opcodes.IFNONNULL && opcode != Opcodes.GOTO;
			this.stack.clear();
		}

		@Override
		public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
			Type[] types = Type.getArgumentTypes(descriptor);
			List<String> arguments = new ArrayList<>();
			for (int i = 0; i < types.length; i++) {
				arguments.add(0, pop());
			}
			if (opcode != Opcodes.INVOKESTATIC) {
				pop();
			}
			Type returned = Type.getReturnType(descriptor);
			String result = UNKNOWN;
			if (isOrigin(name, arguments)) {
				result = OF_REQUEST;
			}
			else if (!isWritten(name, arguments)) {
				this.checked |= returned.equals(Type.BOOLEAN_TYPE) || arguments.contains(OF_REQUEST);
				result = (name.equals("valueOf") && arguments.equals(List.of(TRUE))) ? TRUE : UNKNOWN;
			}
			if (!returned.equals(Type.VOID_TYPE)) {
				this.stack.add(result);
			}
		}

		private boolean isOrigin(String name, List<String> arguments) {
			return (arguments.isEmpty() && name.equals("getOrigin")) || (arguments.size() == 1 && GETTERS.contains(name)
					&& arguments.get(0).equalsIgnoreCase(HeaderNames.ORIGIN));
		}

		private boolean isWritten(String name, List<String> arguments) {
			if (arguments.size() == 1 && name.equals("setAccessControlAllowOrigin")) {
				origin(arguments.get(0));
				return true;
			}
			if (arguments.size() == 1 && name.equals("setAccessControlAllowCredentials")) {
				WrittenOrigins.this.withCredentials |= arguments.get(0).equals(TRUE);
				return true;
			}
			if (arguments.size() != 2 || !SETTERS.contains(name)) {
				return false;
			}
			String header = arguments.get(0);
			if (header.equalsIgnoreCase(HeaderNames.ALLOW_ORIGIN)) {
				origin(arguments.get(1));
			}
			WrittenOrigins.this.withCredentials |= header.equalsIgnoreCase(HeaderNames.ALLOW_CREDENTIALS)
					&& arguments.get(1).equals(TRUE);
			return true;
		}

		private void origin(String value) {
			if (value.equals(OF_REQUEST)) {
				WrittenOrigins.this.reflecting |= !this.checked;
			}
			else if (!value.equals(UNKNOWN)) {
				WrittenOrigins.this.constants.add(value);
			}
		}

		@Override
		public void visitTypeInsn(int opcode, String type) {
			if (opcode == Opcodes.NEW) {
				this.stack.add(UNKNOWN);
			}
			else if (opcode != Opcodes.CHECKCAST) {
				this.stack.clear();
			}
		}

		@Override
		public void visitIntInsn(int opcode, int operand) {
			this.stack.add(UNKNOWN);
		}

		@Override
		public void visitIincInsn(int index, int increment) {
			this.variables.remove(index);
		}

		@Override
		public void visitTableSwitchInsn(int min, int max, Label other, Label... labels) {
			branch();
		}

		@Override
		public void visitLookupSwitchInsn(Label other, int[] keys, Label[] labels) {
			branch();
		}

		@Override
		public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
			branch();
			this.stack.add(UNKNOWN);
		}

		private void branch() {
			this.checked = true;
			this.stack.clear();
		}

	}

}
