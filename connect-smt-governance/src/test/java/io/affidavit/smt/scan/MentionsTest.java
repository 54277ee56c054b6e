/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MentionsTest {

    private static final String HEX = "9f8e7d6c5b4a39281706f5e4d3c2b1a0";

    static Stream<Arguments> mentions() {
        return Stream.of(
                // arguments of calls
                arguments("set(\"api_token\", \"" + HEX + "\")", "secret.token", HEX),
                arguments("put(\\\"api_token\\\", \\\"" + HEX + "\\\")", "secret.token", HEX),
                arguments("h.put('Authorization', 'Bearer abcDEF123456ghi')", "secret.token", "abcDEF123456ghi"),
                arguments("setProperty( \"db.password\" , \"hunter2!x\" )", "secret.password", "hunter2!x"),
                // indexes
                arguments("config[\"api_key\"] = \"" + HEX + "\"", "secret.token", HEX),
                arguments("os.environ['DB_PASSWORD'] = 'hunter2!x'", "secret.password", "hunter2!x"),
                // options of commands
                arguments("deploy --token " + HEX + " --dry-run", "secret.token", HEX),
                arguments("psql --password abc123xyz", "secret.password", "abc123xyz"),
                arguments("curl -u ada:s3cretPass https://example.org", "secret.password", "s3cretPass"),
                // markup
                arguments("<password>hunter2!x</password>", "secret.password", "hunter2!x"),
                arguments("<db-password>hunter2</db-password>", "secret.password", "hunter2"),
                // a name and a value
                arguments("[{\"name\":\"API_KEY\",\"value\":\"" + HEX + "\"}]", "secret.token", HEX),
                arguments("<add key=\"ApiKey\" value=\"ab12cd34ef56gh78\" />", "secret.token", "ab12cd34ef56gh78"),
                arguments("- name: DB_PASSWORD\n  value: hunter2!x", "secret.password", "hunter2!x"),
                // words
                arguments("ENV API_KEY ab12cd34ef56gh78", "secret.token", "ab12cd34ef56gh78"),
                arguments("my password is hunter2!x", "secret.password", "hunter2!x"),
                arguments("das Passwort lautet geheim123.", "secret.password", "geheim123"),
                arguments("the api key is " + HEX, "secret.token", HEX),
                arguments("token -> " + HEX, "secret.token", HEX));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mentions")
    void findsSecretsThatAreNamedWithoutASign(String text, String label, String secret) {
        assertThat(Found.in(text)).containsExactly(new Found(label, secret));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "getenv(\"API_TOKEN\", \"\")",
                "get(\"password\", defaultPassword)",
                "pbkdf2('secret', 'salt', 100000)",
                "log(\"token\", \"was refused\")",
                "cache[ov.address] = (f, ov, 0)",
                "run --token --verbose",
                "run --password <password>",
                "docker run -u 1000:1000 image",
                "the password must have 8 characters",
                "the token count is 4096",
                "commit 9f8e7d6c5b4a39281706f5e4d3c2b1a0 mends the build",
                "{\"name\":\"API_KEY\",\"value\":null}",
                "{\"name\":\"lookup_order\",\"value\":\"9f8e7d6c5b4a\"}",
                "{\"name\":\"API_KEY\",\"type\":\"header\",\"description\":\"9f8e7d6c5b4a\"}"
            })
    void leavesNamesWithoutASecretAlone(String text) {
        assertThat(Found.in(text)).isEmpty();
    }

    static Stream<Arguments> joined() {
        return Stream.of(
                arguments("_4111 1111 1111 1111_", "pci.card", "4111 1111 1111 1111"),
                arguments("card_4111111111111111", "pci.card", "4111111111111111"),
                arguments("__4111111111111111__", "pci.card", "4111111111111111"),
                arguments("_123-45-6789_", "pii.us_ssn", "123-45-6789"),
                arguments("ssn_123-45-6789", "pii.us_ssn", "123-45-6789"),
                arguments("iban_DE89370400440532013000", "pii.iban", "DE89370400440532013000"),
                arguments("_192.168.10.20_", "net.ip", "192.168.10.20"),
                arguments("_+1 415 555 0132_", "pii.phone", "+1 415 555 0132"),
                arguments("ada@example.org-see below", "pii.email", "ada@example.org"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("joined")
    void findsWhatUnderscoresAndDashesTouch(String text, String label, String found) {
        assertThat(Found.in(text)).containsExactly(new Found(label, found));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"call_37936012", "step_20260517", "sd_IN@devanagari.UTF-8", "snake_case_123", "v_1_2_3"})
    void leavesNamesInSnakeCaseAlone(String text) {
        assertThat(Found.in(text)).isEmpty();
    }
}
