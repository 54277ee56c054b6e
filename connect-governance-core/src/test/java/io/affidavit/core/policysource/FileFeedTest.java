/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policysource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import io.affidavit.core.policy.PolicyException;
import io.affidavit.core.policy.PolicyReader;
import io.affidavit.core.policy.log.Effective;
import io.affidavit.core.policy.log.PolicyRecords;
import io.affidavit.core.policy.log.Signatures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FileFeedTest {

    private static final Duration NEVER = Duration.ofDays(1);

    @TempDir
    private Path directory;

    private final ManualClock clock = new ManualClock();
    private final List<List<Effective>> told = new ArrayList<>();
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = directory.resolve("policy.yml");
        write("id: p\nversion: 1\n");
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
    }

    private FileFeed feed(Duration every, Optional<TrustedKeys> trusted) {
        return new FileFeed(new PolicyFile(file.toString(), "", trusted), every, clock);
    }

    private List<String> versions() {
        return told.get(told.size() - 1).stream()
                .map(effective -> effective.document().ref().version().text())
                .toList();
    }

    @Test
    void takesAChangeAsInForceFromWhenItWasSeen() throws IOException {
        try (FileFeed feed = feed(NEVER, Optional.empty())) {
            feed.subscribe(told::add);
            FileTime before = Files.getLastModifiedTime(file);
            clock.move(Duration.ofMinutes(1));

            write("id: p\nversion: 2\n");
            // a file put back from elsewhere may be of the same size and older
            Files.setLastModifiedTime(file, before);
            feed.look();

            assertThat(versions()).containsExactly("1", "2");
            assertThat(told.get(1).get(1).from()).isEqualTo(clock.millis());
            assertThat(feed.heardAt()).isEqualTo(clock.millis());
            assertThat(feed.refused()).isZero();
        }
    }

    @Test
    void saysNothingWhereOnlyTheWritingChanged() throws IOException {
        try (FileFeed feed = feed(NEVER, Optional.empty())) {
            feed.subscribe(told::add);

            write("# a comment\nversion: 1\nid: p\n");
            feed.look();

            assertThat(told).hasSize(1);
        }
    }

    @Test
    void keepsTheLastGoodDocument() throws IOException {
        try (FileFeed feed = feed(NEVER, Optional.empty())) {
            feed.subscribe(told::add);

            write("id: p\nversion: [");
            feed.look();
            feed.look();
            assertThat(feed.refused()).isEqualTo(1);
            Files.delete(file);
            feed.look();
            assertThat(feed.refused()).isEqualTo(2);
            write("id: p\nversion: 3\n");
            feed.look();

            assertThat(told).hasSize(2);
            assertThat(versions()).containsExactly("1", "3");
        }
    }

    @Test
    void doesNotBeginWithoutADocument() throws IOException {
        write("id: p\n");
        assertThatThrownBy(() -> feed(NEVER, Optional.empty()))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("it lacks version");

        Files.delete(file);
        assertThatThrownBy(() -> feed(NEVER, Optional.empty()))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("missing or not readable")
                .hasMessageNotContaining(directory.toString());
    }

    @Test
    void refusesAnotherPolicyThanTheOneAskedFor() {
        PolicyFile other = new PolicyFile(file.toString(), "q", Optional.empty());

        assertThatThrownBy(() -> new FileFeed(other, NEVER, clock)).hasMessageContaining("policy.id");
    }

    @Test
    void asksForASignatureWhereKeysAreTrusted() throws IOException {
        SigningKey key = SigningKey.generate();
        Optional<TrustedKeys> trusted = Optional.of(TrustedKeys.of(key.verificationKey()));
        Path signature = directory.resolve("policy.yml.sig");
        assertThatThrownBy(() -> feed(NEVER, trusted)).hasMessageContaining(".sig");

        Files.write(
                signature,
                PolicyRecords.value(Signatures.of(PolicyReader.read(Files.readString(file)), SigningKey.generate())));
        assertThatThrownBy(() -> feed(NEVER, trusted)).hasMessageContaining("no trusted key signed");

        Files.write(signature, PolicyRecords.value(Signatures.of(PolicyReader.read(Files.readString(file)), key)));
        try (FileFeed feed = feed(NEVER, trusted)) {
            feed.subscribe(told::add);
            write("id: p\nversion: 2\n");
            feed.look();
            assertThat(versions()).containsExactly("1");

            // the signature may come after the document
            Files.write(signature, PolicyRecords.value(Signatures.of(PolicyReader.read(Files.readString(file)), key)));
            feed.look();
            assertThat(versions()).containsExactly("1", "2");
        }
    }

    @Test
    @Timeout(30)
    void looksByItself() throws IOException, InterruptedException {
        try (FileFeed feed = feed(Duration.ofMillis(20), Optional.empty())) {
            feed.subscribe(effective -> {
                synchronized (told) {
                    told.add(effective);
                    told.notifyAll();
                }
            });
            write("id: p\nversion: 2\n");
            synchronized (told) {
                while (told.size() < 2) {
                    told.wait(1000);
                }
            }
            assertThat(versions()).containsExactly("1", "2");
        }
    }
}
