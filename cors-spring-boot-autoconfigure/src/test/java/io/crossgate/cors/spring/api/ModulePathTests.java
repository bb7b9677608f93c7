package io.crossgate.cors.spring.api;

import java.io.File;
import java.io.StringWriter;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.crossgate.cors.CorsEngine;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A program on the module path sees the API of the core and nothing else.
 */
class ModulePathTests {

	@TempDir
	private Path folder;

	@Test
	void programUsesTheApi() throws Exception {
		String errors = compile("""
				package probe;

				import io.crossgate.cors.*;
				import io.crossgate.cors.policy.CorsPolicy;

				public class Main {
					public static String answer() {
						CorsPolicy policy = CorsPolicy.named("api").paths("/api/**")
							.allowedOrigins("https://app.example.com").build();
						CorsPolicies policies = CorsPolicies.compile(java.util.List.of(policy));
						CorsRequest request = new CorsRequest("GET", "/api/todos").origin("https://app.example.com");
						return new CorsEngine(policies).decide(request).outcome().name();
					}
				}
				""");
		assertThat(errors).isEmpty();
		assertThat(run()).isEqualTo("ALLOWED");
	}

	@Test
	void programCannotUseWhatIsNotExportedToIt() throws Exception {
		assertThat(compile("""
				package probe;

				class Main {
					Object found = io.crossgate.cors.fetch.Tokens.isToken("GET");
				}
				"""))
			.contains("io.crossgate.cors.fetch is declared in module io.crossgate.cors, which does not export it");
	}

	private String compile(String source) throws Exception {
		Path main = write("probe/Main.java", source);
		Path descriptor = write("module-info.java", "module probe { requires io.crossgate.cors; exports probe; }");
		String path = ApiDumpTests.location(CorsEngine.class) + File.pathSeparator
				+ ApiDumpTests.location(NullMarked.class);
		String classes = this.folder.resolve("classes").toString();
		StringWriter errors = new StringWriter();
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
		compiler
			.getTask(errors, files, null, List.of("--module-path", path, "--class-path", "", "-d", classes), null,
					files.getJavaFileObjects(main, descriptor))
			.call();
		return errors.toString();
	}

	/** The annotations are not needed any more. */
	private Object run() throws Exception {
		ModuleFinder modules = ModuleFinder.of(ApiDumpTests.location(CorsEngine.class), this.folder.resolve("classes"));
		ModuleLayer parent = ModuleLayer.boot();
		Configuration configuration = parent.configuration().resolve(modules, ModuleFinder.of(), Set.of("probe"));
		ClassLoader loader = parent.defineModulesWithOneLoader(configuration, ClassLoader.getPlatformClassLoader())
			.findLoader("probe");
		return loader.loadClass("probe.Main").getMethod("answer").invoke(null);
	}

	private Path write(String name, String content) throws Exception {
		Path file = this.folder.resolve("sources").resolve(name);
		Files.createDirectories(file.getParent());
		return Files.writeString(file, content);
	}

}
