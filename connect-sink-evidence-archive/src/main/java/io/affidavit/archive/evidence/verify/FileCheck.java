/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.verify;

import io.affidavit.archive.evidence.FileDigest;
import io.affidavit.archive.evidence.FileEvidence;
import io.affidavit.archive.evidence.statement.AttestedFile;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.data.parquet.InternalReader;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.parquet.Parquet;

/** Reads one file again, its bytes and its rows, and compares both with what its statement says. */
final class FileCheck {

    private final AttestedFile attested;
    private final InputFile file;
    private final Schema schema;

    FileCheck(AttestedFile attested, FileIO io, Schema schema) {
        this.attested = attested;
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
                return rows.difference().map(detail -> finding(FindingKind.ROW_ALTERED, rows.failedAt(), detail));
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

    /** How the rows compare: an empty difference means that they are the attested ones. */
    private record Rows(Optional<String> difference, OptionalLong failedAt) {}

    private Rows readRows() {
        FileEvidence rows = new FileEvidence(schema);
        try (CloseableIterable<StructLike> reader = Parquet.read(file)
                .project(schema)
                .createReaderFunc(type -> InternalReader.create(schema, type))
                .reuseContainers()
                .build()) {
            reader.forEach(rows::leaf);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            // a damaged length may ask for any amount of memory; the reader and what it held are gone by here
            return new Rows(
                    Optional.of("it cannot be read from row " + rows.count() + " on: " + Failures.name(e)),
                    OptionalLong.of(rows.count()));
        }
        if (rows.count() != attested.records()) {
            return new Rows(
                    Optional.of("it holds " + rows.count() + " rows, attested are " + attested.records()),
                    OptionalLong.empty());
        }
        boolean sameRoot = rows.root().equals(attested.root());
        return new Rows(sameRoot ? Optional.empty() : Optional.of("its rows differ"), OptionalLong.empty());
    }
}
