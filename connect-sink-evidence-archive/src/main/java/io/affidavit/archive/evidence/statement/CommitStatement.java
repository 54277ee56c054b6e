/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.statement;

import io.affidavit.archive.evidence.row.CanonicalRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What one commit of the archive sink claims.
 *
 * @param tableUuid UUID of the table, so that a statement cannot be moved to another
 * @param connector name of the connector that committed
 * @param task its task number
 * @param lineage name of the offset history the ranges belong to
 * @param previous the statement before this one, or empty for the first of the table
 * @param createdAt when the statement was made by the writer's clock, cut to milliseconds
 * @param commitId the writer's own id of the commit
 * @param schemaId id of the table schema the files were written with
 * @param ranges what became of each topic partition's offsets; empty in a table that records no history of
 *     offsets
 * @param files the data files that the commit adds
 */
public record CommitStatement(
        String tableUuid,
        String connector,
        int task,
        String lineage,
        Optional<StatementRef> previous,
        Instant createdAt,
        String commitId,
        int schemaId,
        List<OffsetRange> ranges,
        List<AttestedFile> files)
        implements Statement {

    /** The in-toto predicate type, which versions the predicate's fields. */
    public static final String PREDICATE_TYPE = "https://affidavit.dev/evidence/commit/v1";

    /** The encoding that the files' Merkle roots are over. */
    public static final String ROW_ENCODING = CanonicalRow.VERSION;

    public CommitStatement {
        Objects.requireNonNull(tableUuid, "tableUuid");
        Objects.requireNonNull(connector, "connector");
        Objects.requireNonNull(lineage, "lineage");
        Objects.requireNonNull(previous, "previous");
        Objects.requireNonNull(commitId, "commitId");
        SafeNumbers.check(task);
        SafeNumbers.check(schemaId);
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
        ranges = List.copyOf(ranges);
        files = List.copyOf(files);
        requireDistinct(files.stream().map(AttestedFile::path).distinct().count() == files.size(), "file");
        requireDistinct(
                ranges.stream().map(CommitStatement::topicPartition).distinct().count() == ranges.size(),
                "topic partition");
    }

    @Override
    public List<AttestedFile> attested() {
        return files;
    }

    @Override
    public String writer() {
        return "connector " + connector + ", task " + task;
    }

    private static String topicPartition(OffsetRange range) {
        return range.topic() + "-" + range.partition();
    }

    private static void requireDistinct(boolean distinct, String what) {
        if (!distinct) {
            throw new IllegalArgumentException("Cannot make statement: a " + what + " occurs twice.");
        }
    }
}
