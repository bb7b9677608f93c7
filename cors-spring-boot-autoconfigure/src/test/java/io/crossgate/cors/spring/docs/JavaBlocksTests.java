package io.crossgate.cors.spring.docs;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.crossgate.cors.spring.docs.Document.Block;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the documentation shows as Java compiles, with the imports that an editor would
 * add.
 */
class JavaBlocksTests {

	private static final Pattern TYPE = Pattern
		.compile("(?m)^(?:public |final |abstract )*(?:class|interface|record|enum) ");

	private static final Pattern MEMBER = Pattern.compile("(?s)\\s*(?:@\\w+|[\\w<>., ]+ \\w+\\([^;]*?\\) *\\{).*");

	/** Names that two packages have are imported one by one. */
	private static final List<String> IMPORTS = List.of("java.net.URI", "java.time.*", "java.util.*",
			"org.junit.jupiter.api.*", "org.springframework.beans.factory.annotation.*",
			"org.springframework.boot.web.servlet.*", "org.springframework.context.annotation.*",
			"org.springframework.core.Ordered", "org.springframework.http.*",
			"org.springframework.security.config.Customizer",
			"org.springframework.security.config.annotation.web.builders.HttpSecurity",
			"org.springframework.security.web.SecurityFilterChain", "org.springframework.security.web.csrf.CsrfToken",
			"org.springframework.test.web.servlet.MockMvc", "org.springframework.web.bind.annotation.*",
			"org.springframework.web.cors.CorsConfiguration", "org.springframework.web.cors.CorsConfigurationSource",
			"org.springframework.web.cors.UrlBasedCorsConfigurationSource", "org.springframework.web.filter.*",
			"org.springframework.web.servlet.config.annotation.*", "io.crossgate.cors.*", "io.crossgate.cors.policy.*",
			"io.crossgate.cors.origin.*", "io.crossgate.cors.problem.*", "io.crossgate.cors.spring.autoconfigure.*",
			"io.crossgate.cors.spring.lookup.*");

	/** What the examples have from elsewhere. */
	private static final String SURROUNDINGS = """
			HttpSecurity http;
			MockMvc mockMvc;
			CorsEngine engine;
			CorsPolicyLoader loader;
			interface TenantRepository { boolean existsByOrigin(String origin); }
			record Order(long id) { }
			""";

	@TempDir
	java.nio.file.Path output;

	@Test
	void everyBlockCompiles() {
		List<JavaFileObject> sources = new ArrayList<>();
		List<Block> blocks = Document.all()
			.stream()
			.flatMap((document) -> document.blocks().stream())
			.filter((block) -> block.language().equals("java"))
			.toList();
		for (Block block : blocks) {
			sources.add(new Source("documented" + sources.size(), block));
		}
		assertThat(sources).hasSizeGreaterThan(5);
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		StringWriter messages = new StringWriter();
		List<String> options = List.of("-proc:none", "-nowarn", "-parameters", "-classpath",
				System.getProperty("java.class.path"), "-d", this.output.toString());
		boolean compiled = compiler.getTask(messages, null, null, options, null, sources).call();
		assertThat(compiled).as("%s%n%s", messages, sources).isTrue();
	}

	/** The source file around a block. */
	private static final class Source extends SimpleJavaFileObject {

		private final String text;

		private final Block block;

		private Source(String packageName, Block block) {
			super(URI.create("string:///" + packageName + "/Block.java"), Kind.SOURCE);
			this.block = block;
			this.text = wrapped(packageName, block.text());
		}

		private static String wrapped(String packageName, String code) {
			StringBuilder text = new StringBuilder("package " + packageName + ";\n");
			IMPORTS.forEach((name) -> text.append("import ").append(name).append(";\n"));
			text.append("import static io.crossgate.cors.spring.test.CorsAssert.assertThatPage;\n");
			String imports = code.lines()
				.filter((line) -> line.startsWith("import "))
				.reduce("", (a, b) -> a + b + "\n");
			String rest = code.lines().filter((line) -> !line.startsWith("import ")).reduce("", (a, b) -> a + b + "\n");
			text.append(imports);
			if (TYPE.matcher(rest).find()) {
				return text.append(rest).toString();
			}
			boolean members = MEMBER.matcher(rest).matches();
			return text.append("abstract class Block {\n")
				.append(SURROUNDINGS)
				.append(members ? rest : "void statements() throws Exception {\n" + rest + "}\n")
				.append("}\n")
				.toString();
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) throws IOException {
			return this.text;
		}

		@Override
		public String toString() {
			return toUri() + " is " + this.block + "\n";
		}

	}

}
