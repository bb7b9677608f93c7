package io.crossgate.cors.spring.check;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.crossgate.cors.spring.check.SourceTree.Position;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files and classes as they are named in the sources of a project with a module.
 */
class SourceTreeTests {

	@TempDir
	Path root;

	@BeforeEach
	void write() throws Exception {
		write("web/src/main/java/com/acme/WebConfig.java", """
				package com.acme;

				/** Is no class WebConfig2 at all. */
				public class WebConfig {

					void use() {
						return corsFilter();
					}

					@Bean
					CorsFilter corsFilter() {
						return new CorsFilter(source());
					}

					static class Inner {

						CorsFilter corsFilter() {
							return null;
						}

					}

				}
				""");
		write("src/main/kotlin/com/acme/Orders.kt", """
				package com.acme

				class Orders {

					fun list(): List<String> = listOf()

				}
				""");
		write("src/main/resources/shop & co.yml", "");
	}

	@ParameterizedTest
	@CsvSource({ "com.acme.WebConfig, corsFilter, web/src/main/java/com/acme/WebConfig.java, 11",
			"com.acme.WebConfig$Inner, corsFilter, web/src/main/java/com/acme/WebConfig.java, 17",
			"com.acme.WebConfig, generated, web/src/main/java/com/acme/WebConfig.java, 4",
			"com.acme.WebConfig,, web/src/main/java/com/acme/WebConfig.java, 4",
			"com.acme.Orders, list, src/main/kotlin/com/acme/Orders.kt, 5",
			"com.acme.Orders$Companion,, src/main/kotlin/com/acme/Orders.kt, 1" })
	void classesAndMethodsHaveALine(String type, String member, String uri, int line) {
		assertThat(new SourceTree(this.root).position(type, member)).isEqualTo(new Position(uri, line));
	}

	@Test
	void librariesHaveNoSource() {
		assertThat(new SourceTree(this.root).position("org.other.Library", null)).isNull();
		assertThat(new SourceTree(this.root.resolve("missing")).position("com.acme.Orders", null)).isNull();
	}

	@Test
	void filesAreRelativeToTheRepository() {
		SourceTree sources = new SourceTree(this.root);
		assertThat(sources.uri("shop & co.yml")).isEqualTo("src/main/resources/shop%20&%20co.yml");
		assertThat(sources.uri("config/application.yml")).isEqualTo("config/application.yml");
		assertThat(sources.uri(this.root.resolve("etc/cors.yml").toString())).isEqualTo("etc/cors.yml");
		assertThat(sources.uri(this.root.resolveSibling("etc/cors.yml").toString())).startsWith("file:///")
			.endsWith("/etc/cors.yml");
	}

	@Test
	void configurationIsThatOfTheFirstModuleThatHasOne() throws Exception {
		assertThat(new SourceTree(this.root).configuration()).isNull();
		write("web/src/main/resources/application.yaml", "");
		assertThat(new SourceTree(this.root).configuration())
			.isEqualTo(new Position("web/src/main/resources/application.yaml", 1));
	}

	private void write(String file, String text) throws Exception {
		Path path = this.root.resolve(file);
		Files.createDirectories(path.getParent());
		Files.writeString(path, text);
	}

}
