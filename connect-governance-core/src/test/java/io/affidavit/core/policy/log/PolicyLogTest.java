/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import io.affidavit.core.policy.PolicyDocument;
import io.affidavit.core.policy.PolicyException;
import io.affidavit.core.policy.PolicyReader;
import io.affidavit.core.policy.PolicyVersion;
import io.affidavit.core.testing.Golden;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolicyLogTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/policy");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final List<String> refusals = new ArrayList<>();
    private final PolicyLog log = new PolicyLog("p", Optional.empty(), refusals::add);

    private static PolicyDocument document(int version, String text) {
        return PolicyReader.read("id: p\nversion: " + version + "\ndescription: " + text + "\n");
    }

    private static Activation activation(PolicyDocument document, int minute) {
        return new Activation(document.ref().version(), document.ref().digest(), NOON.plusSeconds(60L * minute));
    }

    private void take(PolicyLog to, PolicyDocument document, Signatures signatures) {
        assertThat(to.accept(
                        PolicyRecords.key(document.ref()).getBytes(UTF_8), PolicyRecords.value(document, signatures)))
                .isTrue();
    }

    private void take(PolicyLog to, PolicyHead head, Signatures signatures) {
        assertThat(to.accept(PolicyRecords.key(head).getBytes(UTF_8), PolicyRecords.value(head, signatures)))
                .isTrue();
    }

    private List<String> versions() {
        return log.effective().stream()
                .map(effective -> effective.document().ref().version().text() + " from "
                        + (effective.from() - NOON.toEpochMilli()) / 60_000)
                .toList();
    }

    @Test
    void tellsWhatIsInForceWhen() {
        // Given
        PolicyDocument one = document(1, "a");
        PolicyDocument two = document(2, "b");
        PolicyHead head = new PolicyHead("p", List.of(activation(one, 0)));

        // When
        take(log, one, Signatures.NONE);
        take(log, head, Signatures.NONE);
        take(log, two, Signatures.NONE);
        take(log, head.and(activation(two, 5)).and(activation(one, 9)), Signatures.NONE);

        // Then
        assertThat(versions()).containsExactly("1 from 0", "2 from 5", "1 from 9");
        assertThat(refusals).isEmpty();
    }

    @Test
    void ignoresOtherPolicies() {
        assertThat(log.accept("q@1".getBytes(UTF_8), new byte[] {1})).isFalse();
        assertThat(log.accept("pp".getBytes(UTF_8), null)).isFalse();
        assertThat(log.accept(null, null)).isFalse();
        assertThat(refusals).isEmpty();
    }

    @Test
    void neverChangesAPublishedVersion() {
        PolicyDocument one = document(1, "a");
        take(log, one, Signatures.NONE);
        take(log, new PolicyHead("p", List.of(activation(one, 0))), Signatures.NONE);

        take(log, document(1, "another"), Signatures.NONE);
        log.accept("p@1".getBytes(UTF_8), null);
        take(log, one, Signatures.NONE);

        assertThat(log.effective().get(0).document().ref()).isEqualTo(one.ref());
        assertThat(refusals).hasSize(2);
        assertThat(refusals.get(0)).contains("version 1 was published before with another text");
        assertThat(refusals.get(1)).contains("it was deleted");
    }

    @Test
    void neverRewritesWhatWasInForce() {
        PolicyDocument one = document(1, "a");
        PolicyDocument two = document(2, "b");
        PolicyHead head = new PolicyHead("p", List.of(activation(one, 0), activation(two, 5)));
        take(log, one, Signatures.NONE);
        take(log, two, Signatures.NONE);
        take(log, head, Signatures.NONE);

        take(log, new PolicyHead("p", List.of(activation(one, 0), activation(two, 4))), Signatures.NONE);
        take(log, new PolicyHead("p", List.of(activation(one, 0))), Signatures.NONE);
        log.accept("p".getBytes(UTF_8), null);

        assertThat(versions()).containsExactly("1 from 0", "2 from 5");
        assertThat(refusals).hasSize(2);
        assertThat(refusals.get(0)).contains("it rewrites what was in force before");
    }

    @Test
    void leavesThePreviousVersionInForceWhereOneIsBroken() {
        // Given
        PolicyDocument one = document(1, "a");
        PolicyDocument three = document(3, "c");
        take(log, one, Signatures.NONE);
        take(log, three, Signatures.NONE);

        // When
        log.accept(
                "p@2".getBytes(UTF_8),
                "{\"format\":\"affidavit.policy.v1\",\"document\":{\"id\":\"p\"}}".getBytes(UTF_8));
        log.accept("p@4".getBytes(UTF_8), PolicyRecords.value(document(5, "x"), Signatures.NONE));
        Activation broken = new Activation(new PolicyVersion("2"), "0".repeat(64), NOON.plusSeconds(60));
        Activation otherText = new Activation(new PolicyVersion("3"), "0".repeat(64), NOON.plusSeconds(120));
        take(
                log,
                new PolicyHead("p", List.of(activation(one, 0), broken, otherText, activation(three, 3))),
                Signatures.NONE);

        // Then
        assertThat(versions()).containsExactly("1 from 0", "3 from 3");
        assertThat(log.effective()).hasSize(2);
        assertThat(refusals).hasSize(4);
        assertThat(refusals.get(1)).contains("its key names another version");
        assertThat(refusals.get(2)).contains("version 2, which is not there");
    }

    @Test
    void asksForSignaturesWhereKeysAreTrusted() {
        // Given
        SigningKey key = SigningKey.generate();
        SigningKey stranger = SigningKey.generate();
        PolicyLog strict = new PolicyLog("p", Optional.of(TrustedKeys.of(key.verificationKey())), refusals::add);
        PolicyDocument one = document(1, "a");
        PolicyDocument two = document(2, "b");
        PolicyHead head = new PolicyHead("p", List.of(activation(one, 0)));

        // When
        take(strict, one, Signatures.of(one, key));
        take(strict, head, Signatures.of(head, key));
        take(strict, two, Signatures.NONE);
        take(strict, two, Signatures.of(two, stranger));
        take(strict, two, Signatures.of(one, key));
        take(strict, head.and(activation(two, 1)), Signatures.of(head, key));

        // Then
        assertThat(strict.document(new PolicyVersion("2"))).isEmpty();
        assertThat(strict.effective()).hasSize(1);
        assertThat(refusals).hasSize(4).allMatch(refusal -> refusal.contains("no trusted key signed"));
    }

    @Test
    void doesNotTakeASignatureOverADocumentForOneOverAHead() {
        SigningKey key = SigningKey.generate();
        PolicyDocument one = document(1, "a");
        PolicyHead head = new PolicyHead("p", List.of(activation(one, 0)));

        assertThat(Signatures.of(one, key).trusted(one, TrustedKeys.of(key.verificationKey())))
                .isTrue();
        assertThat(Signatures.of(one, key).trusted(head, TrustedKeys.of(key.verificationKey())))
                .isFalse();
    }

    @Test
    void pinsTheFormsOfRecords() {
        SigningKey key = SigningKey.parse("""
                -----BEGIN PRIVATE KEY-----
                MC4CAQAwBQYDK2VwBCIEIMWqjfQ/n4N77bdELzHct7Fm04U1B28JS4XOOi4LRFj3
                -----END PRIVATE KEY-----
                """);
        PolicyDocument one = document(1, "a");
        PolicyHead head = new PolicyHead("p", List.of(activation(one, 0), activation(document(2, "b"), 5)));

        Golden.assertMatches(GOLDEN.resolve("version-record.json"), PolicyRecords.value(one, Signatures.of(one, key)));
        Golden.assertMatches(GOLDEN.resolve("head-record.json"), PolicyRecords.value(head, Signatures.of(head, key)));
        Golden.assertMatches(GOLDEN.resolve("signature-file.json"), PolicyRecords.value(Signatures.of(one, key)));
    }

    @Test
    void readsBackWhatItWrites() {
        SigningKey key = SigningKey.generate();
        PolicyDocument one = document(1, "a");
        PolicyHead head = new PolicyHead("p", List.of(activation(one, 0)));

        PolicyRecords.Published published = PolicyRecords.document(PolicyRecords.value(one, Signatures.of(one, key)));
        Signatures signatures = PolicyRecords.signatures(PolicyRecords.value(Signatures.of(one, key)));

        assertThat(published.document().ref()).isEqualTo(one.ref());
        assertThat(published.signatures().trusted(one, TrustedKeys.of(key.verificationKey())))
                .isTrue();
        assertThat(signatures.trusted(one, TrustedKeys.of(key.verificationKey())))
                .isTrue();
        assertThat(PolicyRecords.head(PolicyRecords.value(head, Signatures.NONE))
                        .head())
                .isEqualTo(head);
    }

    @Test
    void refusesTimesThatDoNotAscend() {
        PolicyDocument one = document(1, "a");

        assertThatThrownBy(() -> new PolicyHead("p", List.of(activation(one, 1), activation(one, 1))))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("do not ascend");
        assertThatThrownBy(() -> new PolicyHead("p", List.of())).hasMessageContaining("it activates nothing");
    }

    @Test
    void refusesRecordsOfAnyOtherFormWithoutRepeatingThem() {
        for (String value : List.of(
                "hunter2",
                "{}",
                "[]",
                "{\"format\":\"hunter2\"}",
                "{\"format\":\"affidavit.policy.head.v1\",\"head\":{\"id\":\"p\",\"activations\":[\"hunter2\"]},\"signatures\":[]}",
                "{\"format\":\"affidavit.policy.head.v1\",\"head\":{\"id\":\"p\",\"activations\":[{\"version\":\"1\",\"digest\":\"d\",\"effective_from\":\"hunter2\"}]},\"signatures\":[]}",
                "{\"format\":\"affidavit.policy.head.v1\",\"head\":null,\"signatures\":\"hunter2\"}")) {
            log.accept("p".getBytes(UTF_8), value.getBytes(UTF_8));
        }

        assertThat(refusals).hasSize(7).noneMatch(refusal -> refusal.contains("hunter2"));
        assertThat(log.head()).isEmpty();
    }
}
