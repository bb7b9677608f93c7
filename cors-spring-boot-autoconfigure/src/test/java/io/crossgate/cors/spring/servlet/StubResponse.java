package io.crossgate.cors.spring.servlet;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The response of a {@link StubExchange}: a status and the header lines in the order in
 * which they were written. A body is accepted and dropped.
 */
public final class StubResponse extends HttpServletResponseWrapper {

	private static final int LINES = 32;

	private final @Nullable String[] names = new String[LINES];

	private final @Nullable String[] values = new String[LINES];

	private int lines;

	private int status = SC_OK;

	private final List<String> found = new ArrayList<>(LINES);

	private final ServletOutputStream body = new NoBody();

	private final PrintWriter writer = new PrintWriter(Writer.nullWriter());

	StubResponse() {
		super(StubExchange.unsupported(HttpServletResponse.class));
	}

	void recycle() {
		reset();
	}

	/**
	 * The number of header lines.
	 * @return how often {@link #name(int)} and {@link #value(int)} may be asked
	 */
	public int lines() {
		return this.lines;
	}

	public @Nullable String name(int line) {
		return this.names[line];
	}

	public @Nullable String value(int line) {
		return this.values[line];
	}

	@Override
	public int getStatus() {
		return this.status;
	}

	@Override
	public void setStatus(int status) {
		this.status = status;
	}

	@Override
	public void sendError(int status) {
		this.status = status;
	}

	@Override
	public void sendError(int status, String message) {
		this.status = status;
	}

	@Override
	public boolean isCommitted() {
		return false;
	}

	@Override
	public void reset() {
		this.status = SC_OK;
		this.lines = 0;
	}

	@Override
	public void resetBuffer() {
	}

	@Override
	public void flushBuffer() {
	}

	@Override
	public @Nullable String getContentType() {
		return null;
	}

	@Override
	public void setContentType(@Nullable String type) {
	}

	@Override
	public @Nullable String getCharacterEncoding() {
		return null;
	}

	@Override
	public ServletOutputStream getOutputStream() {
		return this.body;
	}

	@Override
	public PrintWriter getWriter() {
		return this.writer;
	}

	@Override
	public boolean containsHeader(String name) {
		return indexOf(name, 0) >= 0;
	}

	@Override
	public @Nullable String getHeader(String name) {
		int index = indexOf(name, 0);
		return (index >= 0) ? this.values[index] : null;
	}

	@Override
	public Collection<String> getHeaders(String name) {
		this.found.clear();
		for (int i = indexOf(name, 0); i >= 0; i = indexOf(name, i + 1)) {
			this.found.add(String.valueOf(this.values[i]));
		}
		return this.found;
	}

	@Override
	public Collection<String> getHeaderNames() {
		this.found.clear();
		for (int i = 0; i < this.lines; i++) {
			String name = String.valueOf(this.names[i]);
			if (indexOf(name, 0) == i) {
				this.found.add(name);
			}
		}
		return this.found;
	}

	@Override
	public void setHeader(String name, @Nullable String value) {
		int index = indexOf(name, 0);
		if (index >= 0) {
			removeFrom(index, name);
		}
		if (value != null) {
			addHeader(name, value);
		}
	}

	@Override
	public void addHeader(String name, String value) {
		this.names[this.lines] = name;
		this.values[this.lines] = value;
		this.lines++;
	}

	private void removeFrom(int index, String name) {
		int kept = index;
		for (int i = index; i < this.lines; i++) {
			if (!name.equalsIgnoreCase(this.names[i])) {
				this.names[kept] = this.names[i];
				this.values[kept] = this.values[i];
				kept++;
			}
		}
		this.lines = kept;
	}

	private int indexOf(String name, int from) {
		for (int i = from; i < this.lines; i++) {
			if (name.equalsIgnoreCase(this.names[i])) {
				return i;
			}
		}
		return -1;
	}

	private static final class NoBody extends ServletOutputStream {

		@Override
		public void write(int octet) {
		}

		@Override
		public void write(byte[] octets, int offset, int length) {
		}

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void setWriteListener(WriteListener listener) {
			throw new UnsupportedOperationException();
		}

	}

}
