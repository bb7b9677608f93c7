package io.crossgate.cors.policy.validation;

import java.util.Set;

/**
 * Names that cannot be registered, because they are reserved or will never be delegated.
 * The administrator of a network assigns them; below {@code local} each machine names
 * itself.
 *
 * @see <a href=
 * "https://www.iana.org/assignments/special-use-domain-names/special-use-domain-names.xhtml">
 * IANA, special-use domain names</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6762#appendix-G">RFC 6762, appendix
 * G</a>
 * @see <a href=
 * "https://www.icann.org/resources/board-material/resolutions-2018-02-04-en#2.c"> ICANN,
 * corp, home and mail</a>
 */
final class IntranetNames {

	private static final Set<String> NAMES = Set.of("corp", "example", "home", "home.arpa", "internal", "intranet",
			"invalid", "lan", "local", "mail", "private", "test");

	private IntranetNames() {
	}

	static boolean contains(String domain) {
		return NAMES.contains(domain);
	}

}
