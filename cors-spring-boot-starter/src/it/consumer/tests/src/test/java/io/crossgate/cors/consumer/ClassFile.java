package io.crossgate.cors.consumer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.springframework.asm.ClassReader;

/**
 * Reads what a class refers to from its constant pool, which names everything that could
 * fail to link.
 */
final class ClassFile {

	private static final int UTF8 = 1;

	private static final int CLASS = 7;

	private static final int FIELD = 9;

	private static final int METHOD = 10;

	private static final int INTERFACE_METHOD = 11;

	private final ClassReader reader;

	private final byte[] bytecode;

	private final char[] buffer;

	private ClassFile(byte[] bytecode) {
		this.bytecode = bytecode;
		this.reader = new ClassReader(bytecode);
		this.buffer = new char[this.reader.getMaxStringLength()];
	}

	static List<Reference> references(byte[] bytecode) {
		ClassFile file = new ClassFile(bytecode);
		List<Reference> references = new ArrayList<>();
		for (int index = 1; index < file.reader.getItemCount(); index++) {
			int item = file.reader.getItem(index);
			// The second half of a long or a double is no item.
			if (item > 0) {
				file.read(item, references);
			}
		}
		return references;
	}

	private void read(int item, List<Reference> references) {
		switch (this.reader.readByte(item - 1)) {
			case UTF8 -> {
				String text = new String(this.bytecode, item + 2, this.reader.readUnsignedShort(item),
						StandardCharsets.UTF_8);
				// Annotations, which a machine that lacks them ignores silently.
				if (text.startsWith("L") && text.indexOf(';') == text.length() - 1 && text.indexOf('<') < 0) {
					references.add(Reference.toType(text.substring(1, text.length() - 1)));
				}
			}
			case CLASS -> references.add(Reference.toType(this.reader.readUTF8(item, this.buffer)));
			case FIELD, METHOD, INTERFACE_METHOD -> {
				int member = this.reader.getItem(this.reader.readUnsignedShort(item + 2));
				references.add(new Reference(this.reader.readClass(item, this.buffer),
						this.reader.readUTF8(member, this.buffer), this.reader.readUTF8(member + 2, this.buffer)));
			}
			default -> {
				// Numbers, strings and what is made of the above.
			}
		}
	}

}
