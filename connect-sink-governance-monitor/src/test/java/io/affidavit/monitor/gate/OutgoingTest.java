/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class OutgoingTest {

    private static final byte[] KEY = {0, (byte) 0xff, 'k'};
    private static final byte[] VALUE = {(byte) 0xfe, 0, '{'};

    @Test
    void passesEveryByteAndTheTimestamp() {
        // Given headers that repeat, are null, are no text, and were written by transforms
        SinkRecord record = record(KEY, VALUE);
        record.headers()
                .addBytes("a", new byte[] {(byte) 0x80})
                .addBytes("a", new byte[0])
                .addBytes("b", null);
        record.headers().addString("gov.verdict", "allow").addInt("n", 7).addBoolean("t", true);

        // When
        ProducerRecord<byte[], byte[]> out = Outgoing.of(record, Ruling.PASS, "allowed", 1);

        // Then
        assertThat(out.topic()).isEqualTo("allowed");
        assertThat(out.partition()).isEqualTo(1);
        assertThat(out.timestamp()).isEqualTo(1_700_000_000_123L);
        assertThat(out.key()).isEqualTo(KEY);
        assertThat(out.value()).isEqualTo(VALUE);
        assertThat(headers(out)).containsExactly("a=[-128]", "a=[]", "b=null", "gov.verdict=allow", "n=7", "t=true");
    }

    @Test
    void notesWhyAndWhereFromOnWhatIsKeptBackAndTakesNobodyElsesWord() {
        // Given a producer that claims a release
        SinkRecord record = record(null, VALUE);
        record.headers()
                .addString("gov.release.approver", "me")
                .addString("gov.gate.rule", "none")
                .addString("x", "y");

        // When
        ProducerRecord<byte[], byte[]> kept = Outgoing.of(record, Ruling.quarantine("policy.wire"), "q", 0);
        ProducerRecord<byte[], byte[]> passed = Outgoing.of(record, Ruling.PASS, "a", 0);

        // Then
        assertThat(kept.key()).isNull();
        assertThat(headers(kept))
                .containsExactly(
                        "x=y",
                        "gov.gate.rule=policy.wire",
                        "gov.gate.topic=in",
                        "gov.gate.partition=3",
                        "gov.gate.offset=77");
        assertThat(headers(passed)).containsExactly("x=y");
    }

    @Test
    void takesBuffersAsBytes() {
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3, 4});
        buffer.position(1);

        assertThat(Outgoing.of(record(KEY, buffer), Ruling.PASS, "a", 0).value())
                .containsExactly(2, 3, 4);
        assertThat(buffer.position()).isEqualTo(1);
    }

    @Test
    void refusesWhatIsNoLongerBytesWithoutRepeatingIt() {
        assertThatThrownBy(() -> Outgoing.of(record(KEY, Map.of("secret", "canary")), Ruling.PASS, "a", 0))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "Cannot gate record of topic in, partition 3, offset 77: its value is not bytes.")
                .hasMessageNotContaining("canary");
        SinkRecord record = record(KEY, VALUE);
        record.headers()
                .addList(
                        "l",
                        List.of("canary"),
                        SchemaBuilder.array(Schema.STRING_SCHEMA).build());
        assertThatThrownBy(() -> Outgoing.of(record, Ruling.PASS, "a", 0))
                .hasMessageContaining("its header l is not bytes")
                .hasMessageNotContaining("canary");
    }

    private static List<String> headers(ProducerRecord<byte[], byte[]> record) {
        return Arrays.stream(record.headers().toArray())
                .map(header -> header.key() + "="
                        + (header.value() == null
                                ? "null"
                                : header.key().equals("a")
                                        ? Arrays.toString(header.value())
                                        : new String(header.value(), UTF_8)))
                .toList();
    }

    private static SinkRecord record(Object key, Object value) {
        return new SinkRecord("in", 3, null, key, null, value, 77, 1_700_000_000_123L, TimestampType.CREATE_TIME);
    }
}
