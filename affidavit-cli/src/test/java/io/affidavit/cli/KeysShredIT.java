/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.smt.seal.CipherKeys;
import io.affidavit.smt.seal.KeyWrap;
import io.affidavit.smt.seal.Owner;
import io.affidavit.smt.seal.WrappedKey;
import io.affidavit.stack.KafkaBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code affidavit keys shred} on a topic of a real broker. */
class KeysShredIT {

    @TempDir
    private Path directory;

    @Test
    void erasesTheKeysOfOneSubjectAndSaysSo() throws Exception {
        try (KafkaBroker broker = KafkaBroker.chosen(directory.resolve("kafka"))) {
            // Given two keys of one subject and one of another
            broker.start();
            Path keyset = directory.resolve("encrypt.json");
            CommandRun.of("keys", "keyset", "--type", "gcm", "--out", keyset.toString());
            KeyWrap wrap = CipherKeys.of(Files.readString(keyset)).wrap();
            List<WrappedKey> ada = List.of(
                    wrap.fresh(wrap.name(new Owner("acme", "ada@example.org"))),
                    wrap.fresh(wrap.name(new Owner("acme", "ada@example.org"))));
            WrappedKey bob = wrap.fresh(wrap.name(new Owner("acme", "bob")));
            fill(broker, List.of(ada.get(0), bob, ada.get(1)));
            Path statement = directory.resolve("statement.json");

            // When
            CommandRun run = shred(broker, keyset, "ada@example.org", "acme", statement);
            CommandRun again = shred(broker, keyset, "ada@example.org", "acme", directory.resolve("again.json"));
            CommandRun other = shred(broker, keyset, "bob", "other", directory.resolve("other.json"));

            // Then
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out())
                    .contains("Erased 2 keys", statement.toString())
                    .doesNotContain("ada@");
            assertThat(Files.readString(statement))
                    .contains(
                            ada.get(0).id().text(), ada.get(1).id().text(), "\"by\":\"j.doe\"", "\"ticket\":\"DSR-17\"")
                    .doesNotContain("ada@", bob.id().text());
            assertThat(again.exitCode()).isEqualTo(1);
            assertThat(again.out()).contains("nothing was erased");
            assertThat(other.exitCode()).isEqualTo(1);
            assertThat(directory.resolve("again.json")).doesNotExist();

            // and a statement is never overwritten, nor is anything erased before that is known
            CommandRun taken = shred(broker, keyset, "bob", "acme", statement);
            assertThat(taken.exitCode()).isEqualTo(2);
            assertThat(shred(broker, keyset, "bob", "acme", directory.resolve("bob.json"))
                            .exitCode())
                    .isZero();
        }
    }

    private static void fill(KafkaBroker broker, List<WrappedKey> keys) throws Exception {
        Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (Admin admin = Admin.create(client);
                var producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            admin.createTopics(List.of(
                            new NewTopic("subject-keys", 2, (short) 1).configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();
            for (WrappedKey key : keys) {
                producer.send(new ProducerRecord<>("subject-keys", key.recordKey(), key.recordValue()))
                        .get();
            }
        }
    }

    private static CommandRun shred(KafkaBroker broker, Path keyset, String subject, String tenant, Path out) {
        List<String> arguments = new ArrayList<>(List.of("keys", "shred", "--topic", "subject-keys", "--by", "j.doe"));
        arguments.addAll(List.of("--ticket", "DSR-17", "--bootstrap", broker.bootstrapServers()));
        arguments.addAll(List.of("--keyset", keyset.toString(), "--subject", subject, "--tenant", tenant));
        arguments.addAll(List.of("--out", out.toString()));
        return CommandRun.of(arguments.toArray(String[]::new));
    }
}
