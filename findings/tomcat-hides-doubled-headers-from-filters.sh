#!/usr/bin/env bash
# Tomcat 11.0.27 hides a doubled response header from filters: HttpServletResponse.getHeaders gives equal
# values once, and the client gets both lines. Jetty 12.1.14 gives a filter what the client gets.
#
# A second Access-Control-Allow-Origin with the value of the first (a controller's beside a filter's) is what
# every browser refuses. A filter that counts the lines to find that out, or to leave one of them, is right
# on Jetty and sees a sound answer on Tomcat.
#
# Seen:
#   Tomcat, to a filter:              1
#   Tomcat, to the client:            2
#   Jetty, to a filter:               2
#   Jetty, to the client:             2
#
# Exits with 0 if that is still so, 1 if not, 2 if it could not be tried.
set -uo pipefail
maven="$(command -v mvn || echo "$(cd "$(dirname "$0")/.." && pwd)/mvnw")"
T="$(mktemp -d)"
trap 'rm -rf "$T"' EXIT
unable() { echo "Not tried: $*" >&2; exit 2; }
failed=0
check() {
	printf '%-34s%s\n' "$1" "$2"
	[ "$2" = "$3" ] || { echo "  instead of: $3"; failed=1; }
}

cat >"$T/pom.xml" <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>finding</groupId><artifactId>finding</artifactId><version>1</version><dependencies>
<dependency><groupId>org.apache.tomcat.embed</groupId><artifactId>tomcat-embed-core</artifactId><version>11.0.27</version></dependency>
<dependency><groupId>org.eclipse.jetty.ee11</groupId><artifactId>jetty-ee11-servlet</artifactId><version>12.1.14</version></dependency>
</dependencies></project>
POM
cat >"$T/Doubled.java" <<'JAVA'
import java.io.*;
import java.net.*;
import java.nio.charset.StandardCharsets;
import java.util.*;
import jakarta.servlet.*;
import jakarta.servlet.http.*;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.*;
import org.eclipse.jetty.ee11.servlet.*;

public class Doubled {
	static final String NAME = "Access-Control-Allow-Origin";
	static List<String> seen;
	static class Page extends HttpServlet {
		protected void doGet(HttpServletRequest request, HttpServletResponse response) {
			response.addHeader(NAME, "https://app.example");
			response.addHeader(NAME, "https://app.example");
		}
	}
	static class Guard implements Filter {
		public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException, ServletException {
			chain.doFilter(request, response);
			seen = List.copyOf(((HttpServletResponse) response).getHeaders(NAME));
		}
	}
	public static void main(String[] a) throws Exception {
		java.util.logging.LogManager.getLogManager().reset();
		Tomcat tomcat = new Tomcat();
		tomcat.setBaseDir(a[0]);
		tomcat.setPort(0);
		var context = tomcat.addContext("", null);
		Tomcat.addServlet(context, "page", new Page());
		context.addServletMappingDecoded("/*", "page");
		FilterDef def = new FilterDef();
		def.setFilterName("guard");
		def.setFilter(new Guard());
		context.addFilterDef(def);
		FilterMap map = new FilterMap();
		map.setFilterName("guard");
		map.addURLPattern("/*");
		context.addFilterMap(map);
		tomcat.getConnector();
		tomcat.start();
		ask("Tomcat", tomcat.getConnector().getLocalPort());
		var jetty = new org.eclipse.jetty.server.Server(0);
		var handler = new ServletContextHandler();
		handler.addServlet(new ServletHolder(new Page()), "/*");
		handler.addFilter(new FilterHolder(new Guard()), "/*", EnumSet.of(DispatcherType.REQUEST));
		jetty.setHandler(handler);
		jetty.start();
		ask("Jetty", jetty.getURI().getPort());
		System.exit(0);
	}
	static void ask(String server, int port) throws Exception {
		try (Socket socket = new Socket("127.0.0.1", port)) {
			socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n".getBytes());
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
			long lines = answer.lines().filter((line) -> line.startsWith(NAME)).count();
			System.out.println(server + " " + seen.size() + " " + lines);
		}
	}
}
JAVA
cd "$T" && "$maven" -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
	-DoutputDirectory=lib >/dev/null 2>&1 || unable "Maven's artifacts"
javac -nowarn -cp 'lib/*' -d classes Doubled.java 2>/dev/null || unable "the program does not compile"
timeout 60 java -cp 'classes:lib/*' Doubled "$T/base" 2>/dev/null >seen || unable "the servers do not start"
number() { awk -v server="$1" -v field="$2" '$1 == server { print $field }' seen; }
check "Tomcat, to a filter:" "$(number Tomcat 2)" 1
check "Tomcat, to the client:" "$(number Tomcat 3)" 2
check "Jetty, to a filter:" "$(number Jetty 2)" 2
check "Jetty, to the client:" "$(number Jetty 3)" 2
exit "$failed"
