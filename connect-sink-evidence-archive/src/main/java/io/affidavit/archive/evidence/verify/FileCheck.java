/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.verify;

import io.affidavit.archive.evidence.FileDigest;
import io.affidavit.archive.evidence.FileEvidence;
import io.affidavit.archive.evidence.StoredRows;
import io.affidavit.archive.evidence.hash.Sha256;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.verify.Claims.Claim;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;

/** Reads one file again, its bytes and its rows, and compares both with what its statement says. */
final class FileCheck {

    // Stands for rows that a file should have and has not: the difference is found by counting.
    private static final byte[] NO_LEAF = new byte[Sha256.LENGTH];

    private final AttestedFile attested;
    private final InputFile file;
    private final Schema schema;
    private final Optional<Ancestry> ancestry;

    FileCheck(Claim claim, FileIO io, Schema schema) {
        this.attested = claim.file();
        this.ancestry = claim.ancestry();
        this.file = io.newInputFile(attested.path());
        this.schema = schema;
    }

    /** Returns what is wrong with the file, or empty. */
    Optional<Finding> run() {
        try {
            FileDigest actual = FileDigest.of(file);
            boolean sameBytes = actual.equals(attested.digest());
            Rows rows = readRows();
            if (sameBytes) {
                return rows.difference()
                        .map(detail -> finding(FindingKind.ROW_ALTERED, rows.failedAt(), detail))
                        .or(() -> rows.descent()
                                .map(detail -> finding(FindingKind.UNFOUNDED_REWRITE, OptionalLong.empty(), detail)));
            }
            String bytes = actual.length() == attested.length()
                    ? "its bytes differ"
                    : "it has " + actual.length() + " bytes, attested are " + attested.length();
            return Optional.of(finding(
                    FindingKind.FILE_ALTERED,
                    rows.failedAt(),
                    bytes + "; " + rows.difference().orElse("its rows are the attested ones")));
        } catch (NotFoundException e) {
            return Optional.of(
                    finding(FindingKind.FILE_MISSING, OptionalLong.empty(), "it is not in the table's store"));
        } catch (ChecksumException e) {
            return Optional.of(finding(
                    FindingKind.FILE_ALTERED,
                    OptionalLong.empty(),
                    "the file system's own checksum refuses its bytes"));
        } catch (IOException | RuntimeException e) {
            return Optional.of(finding(
                    FindingKind.FILE_UNREADABLE, OptionalLong.empty(), "reading it failed: " + Failures.name(e)));
        }
    }

    private Finding finding(FindingKind kind, OptionalLong row, String detail) {
        return new Finding(kind, attested.path(), row, detail);
    }

    /**
     * How the rows compare.
     *
     * @param difference empty if they are the attested ones
     * @param descent empty if they come from where the statement has it
     */
    private record Rows(Optional<String> difference, OptionalLong failedAt, Optional<String> descent) {}

    private Rows readRows() {
        FileEvidence rows = new FileEvidence(schema);
        Optional<String> descent = Optional.empty();
        try (CloseableIterable<StructLike> reader = StoredRows.of(file, schema)) {
            Iterator<StructLike> rest = reader.iterator();
            if (ancestry.isPresent()) {
                descent = ancestry.get().differenceOf(() -> rest.hasNext() ? rows.add(rest.next()) : NO_LEAF);
            }
            rest.forEachRemaining(rows::leaf);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            // a damaged length may ask for any amount of memory; the reader and what it held are gone by here
            return new Rows(
                    Optional.of("it cannot be read from row " + rows.count() + " on: " + Failures.name(e)),
                    OptionalLong.of(rows.count()),
                    Optional.empty());
        }
        if (rows.count() != attested.records()) {
            return new Rows(
                    Optional.of("it holds " + rows.count() + " rows, attested are " + attested.records()),
                    OptionalLong.empty(),
                    Optional.empty());
        }
        boolean sameRoot = rows.root().equals(attested.root());
        return new Rows(sameRoot ? Optional.empty() : Optional.of("its rows differ"), OptionalLong.empty(), descent);
    }
}
