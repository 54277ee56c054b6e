/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.checkpoint;

import io.affidavit.core.data.JsonText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Checkpoints as records of a compacted topic, big-endian, version 1. All records of one checkpoint are written in one
 * transaction, the head last.
 *
 * <pre>
 * key of a head := ["connector","topic",partition]          key of a part := ["connector","topic",partition,index], JSON
 * head := "AFCH" version (1 byte) sequence (8) next offset (8) length of the state (4) parts (4)
 *         SHA-256 of sequence, next offset and state (32) state, where parts is 0
 * part := "AFCP" version (1 byte) sequence (8) bytes of the state
 * </pre>
 */
final class CheckpointCodec {

    private static final int HEAD = 0x41464348;
    private static final int PART = 0x41464350;
    private static final byte VERSION = 1;
    private static final int HEAD_BYTES = 4 + 1 + 8 + 8 + 4 + 4 + 32;
    private static final int PART_BYTES = 4 + 1 + 8;

    private final String connector;
    private final int partBytes;
    private final int mostBytes;

    /**
     * @param partBytes of state that one record holds at most
     * @param mostBytes of state that are written at all
     */
    CheckpointCodec(String connector, int partBytes, int mostBytes) {
        this.connector = connector;
        this.partBytes = partBytes;
        this.mostBytes = mostBytes;
    }

    byte[] key(TopicPartition partition) {
        return utf8(List.of(connector, partition.topic(), partition.partition()));
    }

    byte[] partKey(TopicPartition partition, int index) {
        return utf8(List.of(connector, partition.topic(), partition.partition(), index));
    }

    /**
     * Keys and values of the records of a checkpoint, the head last.
     *
     * @throws ConnectException if the state is larger than allowed
     */
    List<Map.Entry<byte[], byte[]>> write(TopicPartition partition, Checkpoint checkpoint) {
        byte[] state = checkpoint.state();
        if (state.length > mostBytes) {
            throw new ConnectException("Cannot keep the state of partition " + partition + ": it has " + state.length
                    + " bytes, more than the " + mostBytes
                    + " allowed. Raise monitor.checkpoint.max.bytes, or lower monitor.max.scopes.");
        }
        List<Map.Entry<byte[], byte[]>> entries = new ArrayList<>();
        int parts = state.length <= partBytes ? 0 : (state.length + partBytes - 1) / partBytes;
        for (int i = 0; i < parts; i++) {
            int from = i * partBytes;
            int length = Math.min(partBytes, state.length - from);
            entries.add(Map.entry(
                    partKey(partition, i),
                    ByteBuffer.allocate(PART_BYTES + length)
                            .putInt(PART)
                            .put(VERSION)
                            .putLong(checkpoint.sequence())
                            .put(state, from, length)
                            .array()));
        }
        ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES + (parts == 0 ? state.length : 0))
                .putInt(HEAD)
                .put(VERSION)
                .putLong(checkpoint.sequence())
                .putLong(checkpoint.nextOffset())
                .putInt(state.length)
                .putInt(parts)
                .put(digest(checkpoint.sequence(), checkpoint.nextOffset(), state));
        if (parts == 0) {
            head.put(state);
        }
        entries.add(Map.entry(key(partition), head.array()));
        return entries;
    }

    /** The sequence in a head; what is no head has none and is refused. */
    long sequence(byte[] head, TopicPartition partition) {
        return head(head, partition).getLong();
    }

    /**
     * Reads a checkpoint.
     *
     * @param parts the latest part records by index; may hold more than the checkpoint has
     * @throws ConnectException if it is damaged or of a later version
     */
    Checkpoint read(TopicPartition partition, byte[] head, List<byte[]> parts) {
        ByteBuffer buffer = head(head, partition);
        long sequence = buffer.getLong();
        long nextOffset = buffer.getLong();
        int length = buffer.getInt();
        int count = buffer.getInt();
        byte[] expected = new byte[32];
        buffer.get(expected);
        if (length < 0 || count < 0 || count > parts.size() || (count == 0 && buffer.remaining() != length)) {
            throw damaged(partition);
        }
        byte[] state = count == 0 ? rest(buffer) : joined(partition, sequence, length, parts.subList(0, count));
        if (nextOffset < 0 || sequence < 0 || !Arrays.equals(expected, digest(sequence, nextOffset, state))) {
            throw damaged(partition);
        }
        return new Checkpoint(nextOffset, sequence, state);
    }

    private static byte[] joined(TopicPartition partition, long sequence, int length, List<byte[]> parts) {
        long total = parts.stream()
                .mapToLong(part -> part == null ? 0 : part.length - PART_BYTES)
                .sum();
        if (total != length) {
            throw damaged(partition);
        }
        ByteBuffer state = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            ByteBuffer buffer = ByteBuffer.wrap(part);
            if (part.length < PART_BYTES
                    || buffer.getInt() != PART
                    || buffer.get() != VERSION
                    || buffer.getLong() != sequence) {
                throw damaged(partition);
            }
            state.put(buffer);
        }
        return state.array();
    }

    private static ByteBuffer head(byte[] head, TopicPartition partition) {
        ByteBuffer buffer = ByteBuffer.wrap(head);
        if (head.length < HEAD_BYTES || buffer.getInt() != HEAD || buffer.get() != VERSION) {
            throw damaged(partition);
        }
        return buffer;
    }

    private static byte[] rest(ByteBuffer buffer) {
        byte[] rest = new byte[buffer.remaining()];
        buffer.get(rest);
        return rest;
    }

    private static byte[] digest(long sequence, long nextOffset, byte[] state) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(16)
                    .putLong(sequence)
                    .putLong(nextOffset)
                    .array());
            return digest.digest(state);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Cannot hash: this Java has no SHA-256. Use a complete Java platform.", e);
        }
    }

    private static ConnectException damaged(TopicPartition partition) {
        return new ConnectException(
                "Cannot resume partition " + partition + ": its checkpoint is damaged, or of a later"
                        + " version. Go back to that version, or reset the connector's offsets to begin anew.");
    }

    private static byte[] utf8(List<?> parts) {
        return JsonText.write(parts).getBytes(StandardCharsets.UTF_8);
    }
}
