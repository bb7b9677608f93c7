package io.crossgate.cors.traffic;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class GeneralisedPathTests {

	@ParameterizedTest
	@CsvSource(textBlock = """
			/                                             | /
			/api/todos                                    | /api/todos
			/api/todos/                                   | /api/todos/
			/api/todos/17                                 | /api/todos/*
			/api/v1/todos                                 | /api/v1/todos
			/u/123e4567-e89b-12d3-a456-426614174000/x     | /u/*/x
			/t/abcdefghijklmnopqrstuvwxy                  | /t/*
			/a%0db/x                                      | /*/x
			/a/b/c/d/e                                    | /a/b/c/d/e
			/a/b/c/d/e/f/g                                | /a/b/c/d/e/**
			api                                           | /api
			''                                            | /
			""", delimiter = '|')
	void identifiersBecomeStars(String path, String shape) {
		assertThat(GeneralisedPath.of(path)).isEqualTo(shape);
	}

}
