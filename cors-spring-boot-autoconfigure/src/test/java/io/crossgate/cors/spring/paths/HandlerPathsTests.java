package io.crossgate.cors.spring.paths;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class HandlerPathsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/            | /
			''           | /
			/a/b         | /a/b
			a/b/         | /a/b
			/{id}        | /*
			/a/{id:\\d+} | /a/*
			/a*/b        | /*/b
			/a?/b        | /*/b
			/a/**        | /a/**
			/a/{*rest}   | /a/**
			/**          | /**
			/a/**/b      | /a/**
			""")
	void aHandlersPatternIsTheNarrowestOfAPolicy(String handler, String expected) {
		HandlerPaths paths = new HandlerPaths(List.of(""), "");
		paths.add(List.of(handler));
		assertThat(paths.paths()).containsExactly(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			(GET && /app/things) -> x      | true
			' /app => {  (GET && /x) -> }' | true
			(GET && /app) -> x             | true
			!/app/x -> y                   | true
			(GET && /apple) -> x           | false
			(GET && /v1/app/x) -> x        | false
			(GET && /things) -> /app       | true
			(GET && /things) -> x          | false
			""")
	void aRouterFunctionMentionsTheContextPathsNamesake(String function, boolean expected) {
		HandlerPaths paths = new HandlerPaths(List.of(""), "/app");
		paths.addRouterFunction(function);
		assertThat(paths.paths()).isEqualTo(expected ? List.of("/app/**") : List.of());
	}

}
