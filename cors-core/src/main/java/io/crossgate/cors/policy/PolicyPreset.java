package io.crossgate.cors.policy;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.crossgate.cors.util.EnumNames;

/**
 * Named sets of values, for what many applications would have to look up. A policy that
 * names one has its values wherever it sets none of its own, and is in every respect the
 * policy in which they are written out.
 *
 * <pre class="code">
 * CorsPolicy.named("mcp").paths("/mcp").allowedOrigins("https://inspector.example.com").preset("mcp").build();
 * </pre>
 *
 * <ul>
 * <li>permitted: several of them, whose lists are joined</li>
 * <li>permitted: a property of the policy's own, which takes the place of the preset's
 * value of that property, however little of it is left</li>
 * <li>prohibited: a name that is none of these ({@code malformed-value})</li>
 * </ul>
 *
 * No preset names origins, paths or risks, and none allows credentials.
 *
 * @since 0.1.0
 */
public enum PolicyPreset {

	/**
	 * Servers of the Model Context Protocol over streamable HTTP, for clients in
	 * browsers: what revisions 2025-03-26 to 2026-07-28 send and answer. Requests of
	 * other origins are refused with 403.
	 *
	 * @see <a href=
	 * "https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http">
	 * MCP 2026-07-28, streamable HTTP</a>
	 * @see <a href=
	 * "https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#streamable-http">
	 * MCP 2025-11-25, with sessions and resumable streams</a>
	 */
	MCP(Map.of(PolicyProperty.ALLOWED_METHODS, List.of("GET", "POST", "DELETE"), PolicyProperty.ALLOWED_HEADERS,
			List.of("Authorization", "Content-Type", "Accept", "MCP-Protocol-Version", "Mcp-Session-Id",
					"Last-Event-ID", "Mcp-Method", "Mcp-Name", "Mcp-Param-*"),
			PolicyProperty.EXPOSED_HEADERS, List.of("Mcp-Session-Id", "WWW-Authenticate"), PolicyProperty.ON_DENIED,
			CorsPolicy.OnDenied.REJECT)),

	/**
	 * Pages that take part in distributed traces: the request headers of W3C Trace
	 * Context and Baggage, and of B3 in one header or in several.
	 *
	 * @see <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>
	 * @see <a href="https://www.w3.org/TR/baggage/">W3C Baggage</a>
	 * @see <a href="https://github.com/openzipkin/b3-propagation">B3 propagation</a>
	 */
	TRACING(Map.of(PolicyProperty.ALLOWED_HEADERS, List.of("traceparent", "tracestate", "baggage", "b3", "X-B3-TraceId",
			"X-B3-SpanId", "X-B3-ParentSpanId", "X-B3-Sampled", "X-B3-Flags")));

	private final String key = EnumNames.kebabCase(this);

	// Maps, lists and constants that nothing can change.
	@SuppressWarnings("ImmutableEnumChecker")
	private final Map<PolicyProperty, Object> values;

	PolicyPreset(Map<PolicyProperty, Object> values) {
		this.values = values;
	}

	/**
	 * Return the preset of a name.
	 * @param key a name in kebab case, such as {@code mcp}
	 * @return the preset, or empty if there is none of that name
	 */
	public static Optional<PolicyPreset> of(String key) {
		return Arrays.stream(values()).filter((preset) -> preset.key.equals(key)).findFirst();
	}

	/**
	 * Return the name in configuration.
	 * @return the name in kebab case, such as {@code mcp}
	 */
	public String key() {
		return this.key;
	}

	/**
	 * Return what it stands for.
	 * @param property a property of policies
	 * @return the value of that property, or empty if the preset has none
	 */
	public Optional<Object> value(PolicyProperty property) {
		return Optional.ofNullable(this.values.get(property));
	}

	/**
	 * Return the value of a property that a policy does not set.
	 * @param presets the names of the policy's presets; unknown ones have no values
	 * @param property the property
	 * @return what its presets say, lists joined in their order; without any, the default
	 */
	public static Object inherited(List<String> presets, PolicyProperty property) {
		@Nullable Object inherited = null;
		for (String key : presets) {
			Object value = of(key).flatMap((preset) -> preset.value(property)).orElse(null);
			if (inherited instanceof List<?> entries && value instanceof List<?> others) {
				Set<Object> joined = new LinkedHashSet<>(entries);
				joined.addAll(others);
				inherited = List.copyOf(joined);
			}
			else if (inherited == null) {
				inherited = value;
			}
		}
		return (inherited != null) ? inherited : property.defaultValue();
	}

	/**
	 * Return whether a policy has the value of a property from its presets, so that it is
	 * written nowhere.
	 * @param policy the policy
	 * @param property the property
	 * @return whether a preset has it, and the policy sets no value of its own
	 */
	public static boolean provides(CorsPolicy policy, PolicyProperty property) {
		return !policy.declared.containsKey(property) && policy.preset()
			.stream()
			.anyMatch((key) -> of(key).filter((preset) -> preset.values.containsKey(property)).isPresent());
	}

}
