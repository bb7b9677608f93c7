package io.crossgate.cors.spring.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.web.cors.CorsConfiguration;
import org.yaml.snakeyaml.Yaml;

import io.crossgate.cors.problem.ProblemCode;
import io.crossgate.cors.problem.ProblemCode.Severity;
import io.crossgate.cors.spring.docs.Document.Block;
import io.crossgate.cors.spring.docs.Document.Heading;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the documentation shows as YAML can be pasted: an application starts with it. What
 * it shows as a mistake is refused, or warned of, with the code of its section and no
 * other.
 */
class YamlBlocksTests {

	private static final Document PROBLEMS = Document.ofBoot("problems.md");

	/** No configuration is wrong: a library is missing. */
	private static final Set<ProblemCode> WITHOUT_MISTAKE = Set.of(ProblemCode.MISSING_DEPENDENCY);

	private static final String GATEWAY = "spring.cloud.gateway.server.webflux.globalcors.cors-configurations";

	@TempDir
	Path directory;

	static Stream<ProblemCode> codes() {
		return Stream.of(ProblemCode.values()).filter((code) -> !WITHOUT_MISTAKE.contains(code));
	}

	@ParameterizedTest
	@MethodSource("codes")
	void mistakeHasTheCodeOfItsSectionAndTheCureHasNone(ProblemCode code) {
		List<Block> blocks = PROBLEMS.blocks(code.code(), "yaml");
		assertThat(blocks).hasSizeGreaterThanOrEqualTo(2);
		Example mistake = Example.start(blocks.get(0).text(), this.directory);
		assertThat(mistake.problems()).as("problems of %s", blocks.get(0)).containsExactly(code.code());
		assertThat(mistake.failure() == null).as("whether %s starts", blocks.get(0))
			.isEqualTo(code.severity() == Severity.WARNING);
		for (Block cure : blocks.subList(1, blocks.size())) {
			Example example = Example.start(cure.text(), this.directory);
			assertThat(example.failure()).as(cure.toString()).isNull();
			assertThat(example.problems()).as("problems of %s", cure)
				.isSubsetOf(ProblemCode.RISK_ACCEPTED.code(), ProblemCode.INSECURE_ORIGIN_WITHOUT_CREDENTIALS.code());
		}
	}

	static Stream<Block> blocks() {
		List<String> mistakes = PROBLEMS.headings().stream().map(Heading::text).toList();
		return Document.all()
			.stream()
			.flatMap((document) -> document.blocks().stream())
			.filter((block) -> block.language().matches("ya?ml"))
			.filter((block) -> !(block.file().equals(PROBLEMS.path()) && mistakes.contains(block.section())));
	}

	@ParameterizedTest
	@MethodSource("blocks")
	void applicationStartsWithIt(Block block) throws IOException {
		List<String> files = new ArrayList<>();
		for (Object document : new Yaml().loadAll(block.text())) {
			if (document instanceof Map<?, ?> map && map.get("data") instanceof Map<?, ?> data) {
				data.values().forEach((file) -> files.add(String.valueOf(file)));
			}
			else if (document instanceof Map<?, ?> map && isOfApplication(map)) {
				files.add(new Yaml().dump(map));
			}
			else if (document instanceof Map<?, ?> map && map.containsKey("spring")) {
				assertThat(gateway(block.text())).as(block.toString())
					.isNotEmpty()
					.allSatisfy((path, configuration) -> assertThat(configuration.getAllowedOrigins()).isNotEmpty());
				return;
			}
		}
		assertThat(files).as("configuration in %s", block).isNotEmpty();
		String yaml = (files.size() == 1 && !block.text().contains("kind:")) ? block.text() : files.get(0);
		Example example = Example.start(yaml, this.directory);
		assertThat(example.failure()).as(block.toString()).isNull();
	}

	private static boolean isOfApplication(Map<?, ?> document) {
		return document.containsKey("cors");
	}

	/** Spring Cloud Gateway binds Spring Framework's own class. */
	private static Map<String, CorsConfiguration> gateway(String yaml) throws IOException {
		List<PropertySource<?>> sources = new YamlPropertySourceLoader().load("documented",
				new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)));
		return new Binder(ConfigurationPropertySources.from(sources))
			.bind(GATEWAY, Bindable.mapOf(String.class, CorsConfiguration.class))
			.orElse(Map.of());
	}

}
