package io.crossgate.cors.spring.check;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;

import io.crossgate.cors.fetch.Tokens;

/**
 * The response headers that the methods of a class set by a name which is a constant, as
 * its bytecode says. Only calls are taken whose name is certain: the constant is the
 * first that is loaded for them. What is computed, or set elsewhere, is not seen.
 */
final class WrittenHeaders extends ClassVisitor {

	private static final String BUILDER = "org/springframework/http/ResponseEntity";

	private static final Set<String> OWNERS = Set.of(BUILDER + "$HeadersBuilder", BUILDER + "$BodyBuilder",
			"jakarta/servlet/http/HttpServletResponse");

	private static final Set<String> SETTERS = Set.of("header", "setHeader", "addHeader");

	private final Map<String, Set<String>> byMethod = new LinkedHashMap<>();

	private WrittenHeaders() {
		super(Opcodes.ASM9);
	}

	/**
	 * Reads a class.
	 * @param name the name of the class
	 * @param loader has it
	 * @return the names of the headers, by the method that sets them; none if there is no
	 * bytecode to read
	 */
	static Map<String, Set<String>> of(String name, @Nullable ClassLoader loader) {
		WrittenHeaders headers = new WrittenHeaders();
		String file = name.replace('.', '/') + ".class";
		try (InputStream bytecode = (loader != null) ? loader.getResourceAsStream(file)
				: ClassLoader.getSystemResourceAsStream(file)) {
			if (bytecode != null) {
				new ClassReader(bytecode).accept(headers, ClassReader.SKIP_FRAMES);
			}
		}
		catch (IOException | IllegalArgumentException ex) {
			// A class file that is newer than its reader says nothing.
		}
		return headers.byMethod;
	}

	@Override
	public MethodVisitor visitMethod(int access, String name, String descriptor, @Nullable String signature,
			String @Nullable [] exceptions) {
		return new Calls(this.byMethod.computeIfAbsent(name, (method) -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER)));
	}

	/**
	 * Keeps the first constant of a statement, or of a link in a chain of calls. One that
	 * goes straight into the call, or into the array of values, is a value.
	 */
	private static final class Calls extends MethodVisitor {

		private final Set<String> names;

		private @Nullable String first;

		private boolean justLoaded;

		private boolean certain = true;

		Calls(Set<String> names) {
			super(Opcodes.ASM9);
			this.names = names;
		}

		@Override
		public void visitLdcInsn(Object value) {
			this.justLoaded = false;
			if (this.first == null && value instanceof String text) {
				this.first = text;
				this.justLoaded = true;
			}
		}

		@Override
		public void visitInsn(int opcode) {
			this.certain &= !(this.justLoaded && opcode == Opcodes.AASTORE);
			this.justLoaded = false;
			if (opcode == Opcodes.POP || (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN)) {
				forget();
			}
		}

		@Override
		public void visitVarInsn(int opcode, int index) {
			this.justLoaded = false;
			if (opcode >= Opcodes.ISTORE) {
				forget();
			}
		}

		@Override
		public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
			this.justLoaded = false;
		}

		@Override
		public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
			boolean setter = SETTERS.contains(name) && OWNERS.contains(owner)
					&& descriptor.startsWith("(Ljava/lang/String;");
			if (setter) {
				if (this.certain && !this.justLoaded && Tokens.isToken(this.first)) {
					this.names.add(String.valueOf(this.first));
				}
				forget();
			}
			else if (owner.startsWith(BUILDER) || descriptor.endsWith(")V")) {
				forget();
			}
			else {
				// What is returned before a constant may be the name.
				this.certain &= this.first != null || !descriptor.endsWith(")Ljava/lang/String;");
				this.justLoaded = false;
			}
		}

		private void forget() {
			this.first = null;
			this.justLoaded = false;
			this.certain = true;
		}

	}

}
