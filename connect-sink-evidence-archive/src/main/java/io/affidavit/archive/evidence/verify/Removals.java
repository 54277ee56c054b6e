/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.verify;

import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.ChangeStatement.Cause;
import io.affidavit.archive.evidence.statement.CompletionStatement;
import io.affidavit.archive.evidence.statement.CompletionStatement.DeletedFile;
import io.affidavit.archive.evidence.statement.HoldStatement;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.iceberg.io.FileIO;

/**
 * Checks what statements say of removed files: that each change was made under the holds it was planned for, and that what
 * is certified to be gone is what a change removed and nothing put back, and is gone.
 */
final class Removals {

    private final FileIO io;
    private final Consumer<Finding> findings;
    private final Map<Long, Map<String, AttestedFile>> removals = new HashMap<>();
    private final Map<Long, String> hashes = new HashMap<>();
    private final Map<Long, Long> certified = new HashMap<>();
    private long epoch;

    Removals(FileIO io, Consumer<Finding> findings) {
        this.io = io;
        this.findings = findings;
    }

    /** @param chain oldest first */
    void check(List<Statement> chain, Optional<StatementRef> head) {
        chain.forEach(statement -> statement.previous().ifPresent(ref -> hashes.put(ref.sequence(), ref.sha256())));
        head.ifPresent(ref -> hashes.put(ref.sequence(), ref.sha256()));
        chain.forEach(this::follow);
    }

    private void follow(Statement statement) {
        if (statement instanceof HoldStatement hold) {
            epoch = hold.epoch();
        } else if (statement instanceof ChangeStatement change) {
            follow(change);
        } else if (statement instanceof CompletionStatement certificate) {
            follow(certificate);
        }
    }

    private void follow(ChangeStatement change) {
        if (change.holdEpoch() != epoch) {
            findings.accept(Finding.of(
                    FindingKind.HOLD_PASSED_OVER,
                    "statement " + change.sequence(),
                    "it was planned for hold epoch " + change.holdEpoch() + " and made in epoch " + epoch));
        }
        if (change.cause() == Cause.UNDO) {
            change.added().forEach(file -> removals.values().forEach(removed -> removed.remove(file.path())));
        }
        Map<String, AttestedFile> removed = new HashMap<>();
        change.removed().forEach(file -> removed.put(file.path(), file));
        removals.put(change.sequence(), removed);
    }

    private void follow(CompletionStatement certificate) {
        long change = certificate.change().sequence();
        Map<String, AttestedFile> removed = removals.get(change);
        if (removed == null || !certificate.change().sha256().equals(hashes.get(change))) {
            unfounded(certificate, "it names statement " + change + ", which is no change of that hash");
            return;
        }
        Long earlier = certified.put(change, certificate.sequence());
        if (earlier != null) {
            unfounded(certificate, "statement " + earlier + " certifies the same change");
        }
        if (!certificate.deleted().stream().allMatch(file -> isOf(file, removed))
                || certificate.deleted().size() != removed.size()) {
            unfounded(
                    certificate,
                    "its files are not those that statement " + change + " removed and no statement put back");
        }
        certificate.deleted().stream()
                .map(DeletedFile::path)
                .filter(path -> io.newInputFile(path).exists())
                .forEach(path -> findings.accept(Finding.of(
                        FindingKind.NOT_DELETED,
                        path,
                        "statement " + certificate.sequence() + " certifies that it is gone")));
    }

    private static boolean isOf(DeletedFile deleted, Map<String, AttestedFile> removed) {
        AttestedFile file = removed.get(deleted.path());
        return file != null && file.sha256().equals(deleted.sha256()) && file.records() == deleted.records();
    }

    private void unfounded(CompletionStatement certificate, String detail) {
        findings.accept(Finding.of(FindingKind.UNFOUNDED_CERTIFICATE, "statement " + certificate.sequence(), detail));
    }
}
