package io.crossgate.cors.spring.test.orders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The README's example is a test that compiles, and that is run.
 */
class ReadmeExampleTests {

	@Test
	void theExampleIsTheTestThatIsRun() throws IOException {
		String source = Files
			.readString(Path.of("src/test/java", OrdersCorsTests.class.getName().replace('.', '/') + ".java"))
			.replace("\t", "    ");
		String example = source.substring(source.indexOf("import ")).strip();
		assertThat(Files.readString(Path.of("docs/tests.md"))).contains("```java\n" + example + "\n```");
	}

}
