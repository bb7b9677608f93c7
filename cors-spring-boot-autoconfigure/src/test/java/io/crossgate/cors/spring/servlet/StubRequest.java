package io.crossgate.cors.spring.servlet;

import java.util.Enumeration;
import java.util.NoSuchElementException;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.MappingMatch;
import org.jspecify.annotations.Nullable;

/**
 * The request of a {@link StubExchange}: {@code https://api.example.com}, served by a
 * servlet mapped to {@code /} without context path.
 */
public final class StubRequest extends HttpServletRequestWrapper {

	private static final int ATTRIBUTES = 16;

	private final String method;

	private final String path;

	private final String[] names;

	private final String[] values;

	private final @Nullable String[] attributeNames = new String[ATTRIBUTES];

	private final @Nullable Object[] attributes = new Object[ATTRIBUTES];

	private final HttpServletMapping mapping = new DefaultMapping();

	private final HeaderValues headerValues = new HeaderValues();

	private final AllNames allNames = new AllNames();

	StubRequest(String method, String path, String... headers) {
		super(StubExchange.unsupported(HttpServletRequest.class));
		this.method = method;
		this.path = path;
		this.names = new String[headers.length / 2];
		this.values = new String[headers.length / 2];
		for (int i = 0; i < this.names.length; i++) {
			this.names[i] = headers[2 * i];
			this.values[i] = headers[2 * i + 1];
		}
	}

	/**
	 * Finds a header.
	 * @param name its name
	 * @return which of the header lines it is, or -1
	 */
	public int line(String name) {
		return indexOf(name, 0);
	}

	/**
	 * Replaces the value of a header, as if it had arrived with the next request.
	 * @param line which of the header lines
	 * @param value its new value
	 */
	public void replace(int line, String value) {
		this.values[line] = value;
	}

	void recycle() {
		for (int i = 0; i < ATTRIBUTES && this.attributeNames[i] != null; i++) {
			this.attributeNames[i] = null;
			this.attributes[i] = null;
		}
	}

	@Override
	public String getMethod() {
		return this.method;
	}

	@Override
	public String getRequestURI() {
		return this.path;
	}

	@Override
	public String getContextPath() {
		return "";
	}

	@Override
	public String getServletPath() {
		return this.path;
	}

	@Override
	public @Nullable String getPathInfo() {
		return null;
	}

	@Override
	public HttpServletMapping getHttpServletMapping() {
		return this.mapping;
	}

	@Override
	public @Nullable String getQueryString() {
		return null;
	}

	@Override
	public String getScheme() {
		return "https";
	}

	@Override
	public boolean isSecure() {
		return true;
	}

	@Override
	public String getServerName() {
		return "api.example.com";
	}

	@Override
	public int getServerPort() {
		return 443;
	}

	@Override
	public String getRemoteAddr() {
		return "192.0.2.1";
	}

	@Override
	public @Nullable String getCharacterEncoding() {
		return null;
	}

	@Override
	public @Nullable String getContentType() {
		return getHeader("Content-Type");
	}

	@Override
	public int getContentLength() {
		return -1;
	}

	@Override
	public DispatcherType getDispatcherType() {
		return DispatcherType.REQUEST;
	}

	@Override
	public boolean isAsyncStarted() {
		return false;
	}

	@Override
	public @Nullable String getHeader(String name) {
		int index = indexOf(name, 0);
		return (index >= 0) ? this.values[index] : null;
	}

	@Override
	public Enumeration<String> getHeaders(String name) {
		return this.headerValues.of(name);
	}

	@Override
	public Enumeration<String> getHeaderNames() {
		return this.allNames.fromStart();
	}

	@Override
	public @Nullable Object getAttribute(String name) {
		int slot = slotOf(name);
		return (slot >= 0) ? this.attributes[slot] : null;
	}

	@Override
	public void setAttribute(String name, @Nullable Object value) {
		if (value == null) {
			removeAttribute(name);
			return;
		}
		int slot = slotOf(name);
		if (slot < 0) {
			slot = 0;
			while (this.attributeNames[slot] != null) {
				slot++;
			}
			this.attributeNames[slot] = name;
		}
		this.attributes[slot] = value;
	}

	@Override
	public void removeAttribute(String name) {
		int slot = slotOf(name);
		if (slot >= 0) {
			int last = slot;
			while (last + 1 < ATTRIBUTES && this.attributeNames[last + 1] != null) {
				last++;
			}
			this.attributeNames[slot] = this.attributeNames[last];
			this.attributes[slot] = this.attributes[last];
			this.attributeNames[last] = null;
			this.attributes[last] = null;
		}
	}

	private int slotOf(String name) {
		for (int i = 0; i < ATTRIBUTES; i++) {
			String candidate = this.attributeNames[i];
			if (candidate == null) {
				return -1;
			}
			if (candidate.equals(name)) {
				return i;
			}
		}
		return -1;
	}

	private int indexOf(String name, int from) {
		for (int i = from; i < this.names.length; i++) {
			if (this.names[i].equalsIgnoreCase(name)) {
				return i;
			}
		}
		return -1;
	}

	/** The lines of one header; only one such enumeration is in use at a time. */
	private final class HeaderValues implements Enumeration<String> {

		private String name = "";

		private int next = -1;

		private HeaderValues of(String name) {
			this.name = name;
			this.next = indexOf(name, 0);
			return this;
		}

		@Override
		public boolean hasMoreElements() {
			return this.next >= 0;
		}

		@Override
		public String nextElement() {
			if (this.next < 0) {
				throw new NoSuchElementException(this.name);
			}
			String value = StubRequest.this.values[this.next];
			this.next = indexOf(this.name, this.next + 1);
			return value;
		}

	}

	private final class AllNames implements Enumeration<String> {

		private int next;

		private AllNames fromStart() {
			this.next = 0;
			return this;
		}

		@Override
		public boolean hasMoreElements() {
			return this.next < StubRequest.this.names.length;
		}

		@Override
		public String nextElement() {
			if (!hasMoreElements()) {
				throw new NoSuchElementException();
			}
			return StubRequest.this.names[this.next++];
		}

	}

	private static final class DefaultMapping implements HttpServletMapping {

		@Override
		public String getMatchValue() {
			return "";
		}

		@Override
		public String getPattern() {
			return "/";
		}

		@Override
		public String getServletName() {
			return "dispatcherServlet";
		}

		@Override
		public MappingMatch getMappingMatch() {
			return MappingMatch.DEFAULT;
		}

	}

}
