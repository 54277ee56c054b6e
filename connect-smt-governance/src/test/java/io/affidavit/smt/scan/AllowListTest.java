/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AllowListTest {

    static Stream<Arguments> allowed() {
        return Stream.of(
                Arguments.of("pii.email", "noreply@example.com", "write to NoReply@Example.com"),
                Arguments.of("pii.email", "example.com", "write to ada@example.com"),
                Arguments.of("pii.email", "example.com", "write to ada@mail.example.com"),
                Arguments.of("pii.email", "@example.com", "write to ada@example.com"),
                Arguments.of("pii", "example.com", "write to ada@example.com"),
                Arguments.of("pii.email", "example.com", "write to ada%40example.com"),
                Arguments.of("net.ip", "10.0.0.0/8", "host 10.20.30.40 is up"),
                Arguments.of("net.ip", "192.168.1.7", "host 192.168.1.7 is up"),
                Arguments.of("net.ip", "2001:db8::/32", "host 2001:db8:0:0:1::7 is up"),
                Arguments.of("pci.card", "4111111111111111", "card 4111 1111 1111 1111"),
                Arguments.of("pii.phone", "+34 612 345 678", "call +34612345678"),
                Arguments.of("secret.password", "changeme", "password=changeme"));
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void forgetsWhatIsAllowed(String label, String value, String text) {
        assertThat(find(text)).isNotEmpty();
        assertThat(find(text, new AllowList.Entry(label, value))).isEmpty();
    }

    static Stream<Arguments> others() {
        return Stream.of(
                Arguments.of("pii.email", "example.com", "write to ada@notexample.com"),
                Arguments.of("pii.email", "@example.com", "write to ada@mail.example.com"),
                Arguments.of("pii.email", "a@example.com", "write to ada@example.com"),
                Arguments.of("pii.phone", "example.com", "write to ada@example.com"),
                Arguments.of("net.ip", "10.0.0.0/9", "host 10.200.30.40 is up"),
                Arguments.of("net.ip", "10.0.0.0/8", "route 10.0.0.0/7 is up"),
                Arguments.of("net.ip", "2001:db8::/32", "host 2001:db9::7 is up"),
                Arguments.of("pci.card", "4111111111111111", "card 4012 8888 8888 1881"),
                Arguments.of("secret.password", "changeme", "password=Changeme"),
                Arguments.of("secret.password", "changeme", "password=changeme2"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void keepsWhatOnlyResembles(String label, String value, String text) {
        assertThat(find(text, new AllowList.Entry(label, value)))
                .isEqualTo(find(text))
                .isNotEmpty();
    }

    @Test
    void looksAtWhatIsInsideAnEncoding() {
        String text = "blob "
                + Base64.getEncoder().encodeToString("write to ada@example.com now".getBytes(StandardCharsets.UTF_8));

        assertThat(find(text)).hasSize(1);
        assertThat(find(text, new AllowList.Entry("pii.email", "example.com"))).isEmpty();
    }

    @Test
    void findsSecretsAroundAllowedValues() {
        assertThat(find("password=ada@example.com", new AllowList.Entry("pii.email", "example.com")))
                .extracting(Found::text)
                .containsExactly("ada@example.com");
    }

    @Test
    void refusesWhatIsNoAddress() {
        assertThatThrownBy(() -> new AllowList.Entry("net.ip", "10.0.0/8"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AllowList.Entry("net.ip", "10.0.0.0/33"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("/33");
        assertThatThrownBy(() -> new AllowList.Entry("net.ip", "localhost"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AllowList.Entry("pii.email", " ")).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Found> find(String text, AllowList.Entry... entries) {
        return Found.in(text, new TextScanner(Finder.NONE, AllowList.of(List.of(entries))), new Hits(50));
    }
}
