package io.crossgate.cors.spring.caches;

/**
 * How a cache is configured.
 */
enum Setting {

	/** What an answer allows to be stored is stored. */
	USUAL,

	/** In common use, too: more is stored than an answer says, refusals among it. */
	RISKY;

	String of(Cache cache) {
		return cache.hostSetting() + "\n" + ((this == RISKY) ? cache.riskySetting() : "");
	}

	boolean isFor(Cache cache) {
		return this == USUAL || !cache.riskySetting().isEmpty();
	}

}
