package io.crossgate.cors.sample.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.crossgate.cors.browser.model.BrowserEngine;

/**
 * The browsers of this machine, one of each engine.
 */
public enum BrowserKind {

	CHROMIUM(BrowserEngine.CHROMIUM, List.of(Chromium.BROWSER, Chromium.DRIVER), "chromium and chromium-driver") {

		@Override
		RealBrowser start(Path profile) {
			return Chromium.start(profile);
		}

	},

	FIREFOX(BrowserEngine.FIREFOX, List.of(Firefox.BROWSER), "firefox-esr") {

		@Override
		RealBrowser start(Path profile) throws IOException {
			return Firefox.start(profile);
		}

	},

	WEBKIT(BrowserEngine.WEBKIT, List.of(WebKitGtk.DRIVER, WebKitGtk.DISPLAY), "webkit2gtk-driver and xvfb") {

		@Override
		RealBrowser start(Path profile) throws IOException {
			return WebKitGtk.start(profile);
		}

	};

	private final BrowserEngine engine;

	private final List<Path> programs;

	private final String packages;

	BrowserKind(BrowserEngine engine, List<Path> programs, String packages) {
		this.engine = engine;
		this.programs = programs;
		this.packages = packages;
	}

	/** The engine that the core's simulated browser knows it as. */
	public BrowserEngine engine() {
		return this.engine;
	}

	/** Whether its console can be read from outside. */
	public boolean showsConsole() {
		return this != WEBKIT;
	}

	/** What has to be installed to run it, or nothing if it is there. */
	String missing() {
		List<Path> missing = this.programs.stream().filter((program) -> !Files.isExecutable(program)).toList();
		return missing.isEmpty() ? ""
				: "Nothing is tested in " + this + ": " + missing + " is missing (on Debian: " + this.packages + ")";
	}

	/** Starts it with a profile that has never been used. */
	abstract RealBrowser start(Path profile) throws IOException;

}
