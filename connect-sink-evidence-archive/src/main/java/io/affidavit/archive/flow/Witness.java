/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import io.affidavit.archive.commit.Mark;
import io.affidavit.archive.convert.KafkaColumn;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Takes down what the last archived record looked like, and tells whether the record at its offset is still the same one.
 *
 * <p>Timestamps are always compared. Keys are compared only when both came about in the same way: a transform with other
 * settings, or another converter, makes another key of the same record.
 *
 * @param settings fingerprint of the settings that a key depends on
 */
public record Witness(String settings) {

    private static final List<String> KEY_SETTINGS = List.of("transforms", "predicates", "key.converter");
    private static final int KEY_HASH_BYTES = 8;
    private static final int FORM_BYTES = 4;

    public Witness {
        Objects.requireNonNull(settings, "settings");
    }

    /** One that knows the keys' settings from the connector's configuration. */
    public static Witness of(Map<String, String> configuration) {
        Map<String, String> relevant = new TreeMap<>();
        configuration.forEach((key, value) -> {
            if (KEY_SETTINGS.stream().anyMatch(key::startsWith)) {
                relevant.put(key, value);
            }
        });
        return new Witness(hash(relevant.toString(), FORM_BYTES));
    }

    Mark.LastRecord of(SinkRecord record) {
        String key = KafkaColumn.keyText(record.key());
        return new Mark.LastRecord(
                record.originalKafkaOffset(),
                record.timestamp(),
                key == null ? null : hash(key, KEY_HASH_BYTES),
                form(record));
    }

    /** Whether {@code record}, at the offset of {@code last}, is certainly another one. */
    boolean contradicts(Mark.LastRecord last, SinkRecord record) {
        Mark.LastRecord found = of(record);
        return !Objects.equals(last.timestamp(), found.timestamp())
                || (found.keyForm().equals(last.keyForm()) && !Objects.equals(last.keyHash(), found.keyHash()));
    }

    private String form(SinkRecord record) {
        // A null key has no class of its own, and is a key like any other where keys are optional.
        String schema =
                record.keySchema() == null ? "" : record.keySchema().type().name();
        return hash(settings + "/" + schema, FORM_BYTES);
    }

    private static String hash(String text, int bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Cannot hash: this Java has no SHA-256", e);
        }
    }
}
