/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.receipts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.affidavit.archive.evidence.hash.Sha256;
import io.affidavit.archive.evidence.statement.CommitStatement;
import io.affidavit.archive.evidence.statement.Envelope;
import io.affidavit.archive.evidence.statement.MalformedEvidenceException;
import io.affidavit.archive.evidence.statement.OffsetRange;
import io.affidavit.archive.keeper.ControlRecords;
import io.affidavit.core.key.SignatureCheck;
import io.affidavit.core.key.TrustedKeys;
import io.affidavit.core.tags.GovHeaders;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Picks the statements about one record out of the keeper's topic. Records of anybody else are passed over. */
final class ReceiptScan {

    private final RecordPlace record;
    private final TrustedKeys trusted;
    private final List<Receipt> receipts = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    ReceiptScan(RecordPlace record, TrustedKeys trusted) {
        this.record = record;
        this.trusted = trusted;
    }

    /** Takes the next record of the topic. A statement that was sent twice counts once. */
    void take(ConsumerRecord<byte[], byte[]> sent) {
        String control = header(sent, GovHeaders.CONTROL).orElse("");
        String sha256 = header(sent, ControlRecords.STATEMENT_SHA256).orElse("");
        if (sent.value() == null
                || !header(sent, ControlRecords.STATEMENT_KIND)
                        .filter("commit"::equals)
                        .isPresent()) {
            return;
        }
        if (control.equals(ControlRecords.REFERENCE)) {
            if (header(sent, ControlRecords.STATEMENT_RANGES).map(this::mayBeIn).orElse(true) && seen.add(sha256)) {
                unread.add(name(sent));
            }
        } else if (control.equals(ControlRecords.STATEMENT)) {
            read(sent, sha256);
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> sent, String sha256) {
        try {
            Envelope envelope = Envelope.parse(sent.value());
            if (envelope.statement() instanceof CommitStatement commit) {
                commit.ranges().stream()
                        .filter(record::isIn)
                        .filter(range -> seen.add(Sha256.hex(sent.value())))
                        .forEach(range -> receipts.add(receipt(sent, sha256, envelope, commit, range)));
            }
        } catch (MalformedEvidenceException e) {
            unread.add(name(sent));
        }
    }

    private Receipt receipt(
            ConsumerRecord<byte[], byte[]> sent,
            String sha256,
            Envelope envelope,
            CommitStatement commit,
            OffsetRange range) {
        return new Receipt(
                header(sent, ControlRecords.STATEMENT_TABLE).orElse("of UUID " + commit.tableUuid()),
                commit,
                Sha256.hex(sent.value()),
                header(sent, ControlRecords.STATEMENT_SNAPSHOT),
                range,
                doubt(sent, sha256, envelope));
    }

    private Optional<String> doubt(ConsumerRecord<byte[], byte[]> sent, String sha256, Envelope envelope) {
        SignatureCheck check = envelope.check(trusted);
        if (check == SignatureCheck.UNTRUSTED_KEY) {
            return Optional.of("signed by " + envelope.keyIds() + ", which the trust file does not hold");
        }
        if (check == SignatureCheck.BAD_SIGNATURE) {
            return Optional.of("the signature does not fit the statement");
        }
        return Sha256.hex(sent.value()).equals(sha256)
                ? Optional.empty()
                : Optional.of("its bytes are not those that its header names");
    }

    /** The header is not signed: it only says where to look. */
    private boolean mayBeIn(String ranges) {
        for (String range : ranges.split(",", -1)) {
            int end = range.lastIndexOf('-');
            int from = range.lastIndexOf(':');
            if (end < from || from < 0 || !range.substring(0, from).equals(record.topic() + ":" + record.partition())) {
                continue;
            }
            try {
                if (Long.parseLong(range.substring(from + 1, end)) <= record.offset()
                        && record.offset() < Long.parseLong(range.substring(end + 1))) {
                    return true;
                }
            } catch (NumberFormatException e) {
                return true;
            }
        }
        return false;
    }

    private static String name(ConsumerRecord<byte[], byte[]> sent) {
        return "statement " + header(sent, ControlRecords.STATEMENT_SEQUENCE).orElse("?") + " of "
                + header(sent, ControlRecords.STATEMENT_TABLE).orElse("?");
    }

    private static Optional<String> header(ConsumerRecord<byte[], byte[]> sent, String name) {
        Header header = sent.headers().lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), UTF_8));
    }

    /** What commits say of the record, in the order of the topic. */
    List<Receipt> receipts() {
        return List.copyOf(receipts);
    }

    /** Statements that may be about the record but are not whole on the topic. */
    List<String> unread() {
        return List.copyOf(unread);
    }
}
