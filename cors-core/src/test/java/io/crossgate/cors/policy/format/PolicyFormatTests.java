package io.crossgate.cors.policy.format;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

import io.crossgate.cors.policy.CorsPolicy;
import io.crossgate.cors.policy.GrantTerms;
import io.crossgate.cors.policy.PolicyProperty;
import io.crossgate.cors.problem.PolicyEdit;
import io.crossgate.cors.traffic.PolicySuggestion;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each notation looks like, and that its own reader gives back what was written.
 */
class PolicyFormatTests {

	private final PolicySection global = PolicySection.of("default")
		.with("allowed-origins", List.of("*"))
		.with("allowed-methods", List.of("GET", "PUT"))
		.with("allow-credentials", List.of("true"))
		.with("max-age", List.of("2h"))
		.with("accept-risks", List.of());

	private final PolicySection partner = PolicySection.of("partner-api")
		.with("paths", List.of("/a,b", "/it's"))
		.with("on-denied", List.of("pass-through"))
		.with("preflight-status", List.of("200"));

	private static final List<String> AWKWARD = List.of("https://app.example.com", "*", "null", "on", "NO", "y", "~",
			"123", "1.10", "0x10", "1e3", "1:30", "2001-01-01", "=", "<<", "#a", "a #b", "a: b", "a:", ":a", "- a",
			"?a", "&a", "!a", "|", ">", "%a", "@a", "`a", "'a", "\"a", "{a}", "[a]", "a\\b", "\\u0041", " a", "a ",
			"a b", "a=b", "$a", "${a", "$(a)", "`id`", "a;b", "a&b", "a|b", "it's", "\t", "a\nb", "a\r\nb", "caf\u00e9",
			"\ud83d\ude00", "\u2028", "\u007f", "", "a\"b", "!", "a!b", "~/a", "a*");

	private final CorsPolicy withTerms = CorsPolicy.named("api")
		.paths("/**")
		.allowedOrigins("https://app.example", "https://partner.example/")
		.acceptRisks("null-origin")
		.terms(PolicyProperty.ALLOWED_ORIGINS, "https://partner.example/",
				new GrantTerms(LocalDate.of(2027, 1, 31), "team-x", "pilot, \"one\""))
		.terms(PolicyProperty.ACCEPT_RISKS, "null-origin", new GrantTerms(null, "", "a: b"))
		.build();

	@TempDir
	private Path directory;

	@Test
	void yamlHasOneBlock() {
		assertThat(PolicyFormat.YAML.write(List.of(this.global, this.partner))).isEqualTo("""
				cors:
				  allowed-origins: "*"
				  allowed-methods: GET, PUT
				  allow-credentials: true
				  max-age: 2h
				  accept-risks: []
				  policies:
				    partner-api:
				      paths:
				        - "/a,b"
				        - /it's
				      on-denied: pass-through
				      preflight-status: 200""");
	}

	@Test
	void propertiesHaveALineEach() {
		assertThat(PolicyFormat.PROPERTIES.write(List.of(this.global, this.partner))).isEqualTo("""
				cors.allowed-origins=*
				cors.allowed-methods=GET, PUT
				cors.allow-credentials=true
				cors.max-age=2h
				cors.accept-risks=
				cors.policies.partner-api.paths[0]=/a,b
				cors.policies.partner-api.paths[1]=/it's
				cors.policies.partner-api.on-denied=pass-through
				cors.policies.partner-api.preflight-status=200""");
		assertThat(PolicyFormat.PROPERTIES.name("my api:x", "paths")).isEqualTo("cors.policies[my\\ api\\:x].paths");
	}

	@Test
	void variablesAreQuotedForAShell() {
		assertThat(PolicyFormat.ENVIRONMENT.write(List.of(this.global, this.partner))).isEqualTo("""
				CORS_ALLOWEDORIGINS='*'
				CORS_ALLOWEDMETHODS=GET,PUT
				CORS_ALLOWCREDENTIALS=true
				CORS_MAXAGE=2h
				CORS_ACCEPTRISKS=
				CORS_POLICIES_PARTNERAPI_PATHS_0=/a,b
				CORS_POLICIES_PARTNERAPI_PATHS_1='/it'\\''s'
				CORS_POLICIES_PARTNERAPI_ONDENIED=pass-through
				CORS_POLICIES_PARTNERAPI_PREFLIGHTSTATUS=200""");
	}

	@Test
	void argumentsAreQuotedForAShell() {
		assertThat(PolicyFormat.COMMAND_LINE.write(List.of(this.global, this.partner))).isEqualTo("""
				'--cors.allowed-origins=*'
				--cors.allowed-methods=GET,PUT
				--cors.allow-credentials=true
				--cors.max-age=2h
				--cors.accept-risks=
				'--cors.policies.partner-api.paths[0]=/a,b'
				'--cors.policies.partner-api.paths[1]=/it'\\''s'
				--cors.policies.partner-api.on-denied=pass-through
				--cors.policies.partner-api.preflight-status=200""");
	}

	@Test
	void javaCallsTheBuilder() {
		assertThat(PolicyFormat.JAVA.write(List.of(this.global, this.partner))).isEqualTo("""
				.allowedOrigins("*")
				.allowedMethods("GET", "PUT")
				.allowCredentials(true)
				.maxAge(Duration.ofSeconds(7200))
				.acceptRisks()
				.paths("/a,b", "/it's")
				.onDenied(CorsPolicy.OnDenied.PASS_THROUGH)
				.preflightStatus(200)""");
	}

	@Test
	void aNoteStandsAboveItsKeyAndARemarkBehindAll() {
		PolicySection section = this.partner.only(List.of("paths", "on-denied"))
			.withNote("paths", "was path")
			.withNote("on-denied", "was denied\n")
			.changed(List.of(PolicyEdit.set("paths", "/a,b"), PolicyEdit.set("on-denied", "reject"),
					PolicyEdit.replace("paths", 7, "/c")));
		assertThat(PolicyFormat.YAML.write(List.of(section))).isEqualTo("""
				cors:
				  policies:
				    partner-api:
				      # was path
				      paths:
				        - "/a,b"
				      # was denied\\u000a
				      on-denied: reject
				      # paths[7]: /c""");
		assertThat(PolicyFormat.PROPERTIES.write(List.of(section))).isEqualTo("""
				# was path
				cors.policies.partner-api.paths[0]=/a,b
				# was denied\\u000a
				cors.policies.partner-api.on-denied=reject
				# paths[7]: /c""");
		assertThat(PolicyFormat.JAVA.write(List.of(section))).isEqualTo("""
				// was path
				.paths("/a,b")
				// was denied\\u000a
				.onDenied(CorsPolicy.OnDenied.REJECT)
				// paths[7]: /c""");
		assertThat(PolicyFormat.ENVIRONMENT
			.write(List.of(PolicySection.of("api").with("paths", List.of("/a,b", "/c")).withNote("paths", "x"))))
			.isEqualTo("""
					# x
					CORS_POLICIES_API_PATHS_0=/a,b
					CORS_POLICIES_API_PATHS_1=/c""");
	}

	@Test
	void aPropertyHasANameInEachNotation() {
		assertThat(Stream.of(PolicyFormat.values()).map((format) -> format.name("my-api", "max-age"))).containsExactly(
				"cors.policies.my-api.max-age", "cors.policies.my-api.max-age", "CORS_POLICIES_MYAPI_MAXAGE",
				"--cors.policies.my-api.max-age", "cors.policies.my-api.max-age");
		assertThat(PolicyFormat.YAML.name("default", "max-age")).isEqualTo("cors.max-age");
		assertThat(PolicyFormat.YAML.name("a_b", "max-age")).isEqualTo("cors.policies[a_b].max-age");
		assertThat(PolicyFormat.YAML.name("api", "cors.mode")).isEqualTo("cors.mode");
	}

	@Test
	void javaHasALiteralForEachType() {
		assertThat(PolicyFormat.JAVA.write(List.of(PolicySection.of("api")
			.with("origins-from", List.of("tenants"))
			.with("max-age", List.of("PT2.5S"))
			.with("unknown", List.of("x"))))).isEqualTo("""
					.originsFrom("tenants")
					.maxAge(Duration.parse("PT2.5S"))""");
	}

	/** Terms of what is not listed are not written, nor is the list in many lines. */
	@Test
	void termsOfOtherEntriesDoNotMatter() {
		PolicySection section = PolicySection.of("api")
			.with("allowed-origins", List.of("https://a.example", "https://b.example"))
			.withTerms("allowed-origins", "https://c.example", Map.of("owner", "team-x"));
		assertThat(PolicyFormat.PROPERTIES.write(List.of(section)))
			.isEqualTo("cors.policies.api.allowed-origins=https://a.example, https://b.example");
		assertThat(section.apply(List.of(PolicyEdit.replace("allowed-origins", 2, "https://d.example"))))
			.hasToString(section.toString());
	}

	/** What an entry is corrected to is there on the same terms. */
	@Test
	void termsStandBesideTheirEntries() {
		PolicySection section = PolicySection.of(this.withTerms)
			.apply(List.of(PolicyEdit.replace("allowed-origins", 1, "https://partner.example")))
			.only(List.of("allowed-origins", "accept-risks"));
		assertThat(PolicyFormat.YAML.write(List.of(section))).isEqualTo("""
				cors:
				  policies:
				    api:
				      allowed-origins:
				        - https://app.example
				        - value: https://partner.example
				          until: "2027-01-31"
				          owner: team-x
				          reason: pilot, "one"
				      accept-risks:
				        - value: null-origin
				          reason: "a: b\"""");
		assertThat(PolicyFormat.PROPERTIES.write(List.of(section))).isEqualTo("""
				cors.policies.api.allowed-origins[0]=https://app.example
				cors.policies.api.allowed-origins[1].value=https://partner.example
				cors.policies.api.allowed-origins[1].until=2027-01-31
				cors.policies.api.allowed-origins[1].owner=team-x
				cors.policies.api.allowed-origins[1].reason=pilot, "one"
				cors.policies.api.accept-risks[0].value=null-origin
				cors.policies.api.accept-risks[0].reason=a: b""");
		assertThat(PolicyFormat.ENVIRONMENT.write(List.of(section))).contains(
				"CORS_POLICIES_API_ALLOWEDORIGINS_1_VALUE=https://partner.example",
				"CORS_POLICIES_API_ALLOWEDORIGINS_1_UNTIL=2027-01-31");
		assertThat(PolicyFormat.JAVA.write(List.of(section))).isEqualTo("""
				.allowedOrigins("https://app.example", "https://partner.example")
				.terms(PolicyProperty.ALLOWED_ORIGINS, "https://partner.example", \
				new GrantTerms(LocalDate.parse("2027-01-31"), "team-x", "pilot, \\"one\\""))
				.acceptRisks("null-origin")
				.terms(PolicyProperty.ACCEPT_RISKS, "null-origin", new GrantTerms(null, "", "a: b"))""");
		assertThat(PolicySection.of(this.withTerms).toPolicy()).isEqualTo(this.withTerms);
	}

	@Test
	void suggestionsAndFixesKeepTerms() {
		CorsPolicy policy = PolicySection.of(this.withTerms)
			.apply(List.of(PolicyEdit.replace("allowed-origins", 1, "https://partner.example")))
			.toPolicy();
		String entries = """
				- value: https://partner.example
				  until: "2027-01-31"
				  owner: team-x
				  reason: pilot, "one"
				- https://b.example""".indent(8);
		assertThat(new PolicySuggestion(policy, List.of(new PolicySuggestion.Seen("https://b.example", 1, 0, 0)),
				List.of(), List.of(), List.of(), 0)
			.yaml()).contains(entries);
		assertThat(new PolicyYamlWriter().terms(policy)
			.extended("api", "allowed-origins", policy.allowedOrigins(), List.of("https://b.example"))
			.toString()).endsWith(entries.stripTrailing());
	}

	@Test
	void whatIsTooLongToRepeatIsAComment() {
		PolicySection section = PolicySection.of("default")
			.with("paths", Stream.iterate("/a", (path) -> path + "/a").limit(9).toList())
			.changed(List.of(PolicyEdit.replace("paths", 8, "/x\ny")));
		for (PolicyFormat format : PolicyFormat.values()) {
			String comment = (format == PolicyFormat.JAVA) ? "//" : "#";
			assertThat(format.write(List.of(section)).lines().map(String::strip))
				.endsWith(comment + " paths[8]: /x\\u000ay")
				.allMatch((line) -> line.equals("cors:") || line.startsWith(comment));
		}
	}

	@Test
	void yamlReadsBackWhatWasWritten() {
		forEachList((values) -> {
			Map<String, Map<String, Map<String, Map<String, Object>>>> document = new Yaml()
				.load(PolicyFormat.YAML.write(List.of(PolicySection.of("p").with("paths", values))));
			assertThat(list(document.get("cors").get("policies").get("p").get("paths"))).isEqualTo(values);
		});
	}

	@Test
	void propertiesReadBackWhatWasWritten() {
		forEachList((values) -> {
			Properties read = new Properties();
			String text = PolicyFormat.PROPERTIES.write(List.of(PolicySection.of("p").with("paths", values)));
			try {
				read.load(new StringReader(text));
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
			assertThat(text.lines()).allMatch(PolicyFormatTests::isPrintable);
			assertThat(flat(read, "cors.policies.p.paths")).as(text)
				.isEqualTo(values.equals(List.of("")) ? List.of() : values);
		});
	}

	@Test
	void aShellReadsBackWhatWasWritten() throws Exception {
		Path bash = Path.of("/bin/bash");
		Assumptions.assumeTrue(Files.isExecutable(bash));
		List<List<String>> lists = new ArrayList<>();
		forEachList(lists::add);
		StringBuilder script = new StringBuilder("args() { for a in \"$@\"; do printf '%s\\0' \"$a\"; done; }\n");
		List<String> expected = new ArrayList<>();
		for (int i = 0; i < lists.size(); i++) {
			List<PolicySection> section = List.of(PolicySection.of("p" + i).with("paths", lists.get(i)));
			String arguments = PolicyFormat.COMMAND_LINE.write(section);
			String variables = PolicyFormat.ENVIRONMENT.write(section);
			assertThat((arguments + "\n" + variables).lines()).allMatch(PolicyFormatTests::isPrintable);
			script.append("args ").append(arguments.replace("\n", " ")).append('\n').append(variables).append('\n');
			for (Assignment line : Assignment.of(section.get(0), ",")) {
				expected.add("--" + line.name() + "=" + line.value());
				String variable = PolicyFormat.ENVIRONMENT.name(line);
				script.append("args \"$").append(variable).append("\"\n");
				expected.add(line.value());
			}
		}
		Process shell = new ProcessBuilder(bash.toString(), "-s").redirectErrorStream(true).start();
		shell.getOutputStream().write(("LC_ALL=C.UTF-8\n" + script).getBytes(StandardCharsets.US_ASCII));
		shell.getOutputStream().close();
		String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(shell.waitFor()).isZero();
		List<String> read = new ArrayList<>();
		for (int i = 0, end = output.indexOf('\0'); end >= 0; i = end + 1, end = output.indexOf('\0', i)) {
			read.add(output.substring(i, end));
		}
		assertThat(read.stream().filter((value) -> value.startsWith("--")))
			.containsExactlyElementsOf(expected.stream().filter((value) -> value.startsWith("--")).toList());
		assertThat(read).hasSameSizeAs(expected).containsExactlyInAnyOrderElementsOf(expected);
	}

	@Test
	void theCompilerReadsBackWhatWasWritten() throws Exception {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		List<String> calls = new ArrayList<>();
		List<List<String>> lists = new ArrayList<>();
		forEachList((values) -> {
			lists.add(values);
			calls.add(PolicyFormat.JAVA.write(List.of(PolicySection.of("p").with("paths", values))));
		});
		assertThat(calls).allMatch(PolicyFormatTests::isPrintable);
		String source = "public class Written implements java.util.function.Supplier<java.util.List<Object>> {"
				+ "public java.util.List<Object> get() { return java.util.List.of("
				+ calls.stream()
					.map((call) -> CorsPolicy.class.getName() + ".named(\"p\")\n" + call + ".build()")
					.collect(Collectors.joining(",\n"))
				+ "); } }";
		SimpleJavaFileObject file = new SimpleJavaFileObject(URI.create("string:///Written.java"),
				SimpleJavaFileObject.Kind.SOURCE) {

			@Override
			public CharSequence getCharContent(boolean ignoreEncodingErrors) {
				return source;
			}

		};
		boolean compiled = compiler
			.getTask(null, null, null, List.of("-d", this.directory.toString(), "-proc:none", "-classpath",
					Path.of(CorsPolicy.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString()),
					null, List.of(file))
			.call();
		assertThat(compiled).isTrue();
		try (var loader = new URLClassLoader(new URL[] { this.directory.toUri().toURL() },
				getClass().getClassLoader())) {
			Object written = loader.loadClass("Written").getDeclaredConstructor().newInstance();
			List<?> policies = (List<?>) ((Supplier<?>) written).get();
			assertThat(policies).hasSameSizeAs(lists);
			for (int i = 0; i < lists.size(); i++) {
				assertThat(((CorsPolicy) policies.get(i)).paths()).isEqualTo(lists.get(i));
			}
		}
	}

	private static boolean isPrintable(String line) {
		return line.chars().allMatch((c) -> c >= ' ' && c <= '~');
	}

	/** Every awkward value alone, in a list, and lists of them by chance. */
	private static void forEachList(Consumer<List<String>> assertion) {
		for (String value : AWKWARD) {
			assertion.accept(List.of(value));
			assertion.accept(List.of("/x", value));
			assertion.accept(List.of("/x,y", value, "/z"));
		}
		long seed = 20261;
		Random random = new Random(seed);
		for (int i = 0; i < 50; i++) {
			assertion.accept(random.ints(1 + random.nextInt(4), 0, AWKWARD.size()).mapToObj(AWKWARD::get).toList());
		}
		assertion.accept(List.of());
	}

	/** Reads as binders do: a list on one line, with or without blanks. */
	private static List<String> list(Object value) {
		if (value instanceof List<?> list) {
			return list.stream().map(String::valueOf).toList();
		}
		return oneLine(value.toString());
	}

	private static List<String> oneLine(String text) {
		return (text.indexOf(',') < 0) ? List.of(text)
				: Stream.of(text.split(","))
					.map((entry) -> entry.startsWith(" ") ? entry.substring(1) : entry)
					.toList();
	}

	private static List<String> flat(Properties read, String name) {
		if (read.containsKey(name)) {
			return read.getProperty(name).isEmpty() ? List.of() : oneLine(read.getProperty(name));
		}
		List<String> values = new ArrayList<>();
		for (int i = 0; i < read.size(); i++) {
			values.add(read.getProperty(String.format(Locale.ROOT, "%s[%d]", name, i)));
		}
		return values;
	}

}
