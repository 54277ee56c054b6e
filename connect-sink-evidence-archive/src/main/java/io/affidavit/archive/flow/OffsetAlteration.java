/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import io.affidavit.archive.commit.CommitRequest;
import io.affidavit.archive.commit.Mark;
import io.affidavit.archive.commit.Outcome;
import io.affidavit.archive.commit.SourcePartition;
import io.affidavit.archive.commit.TableCommitter;
import io.affidavit.archive.commit.Watermarks;
import io.affidavit.archive.evidence.statement.OffsetFates;
import io.affidavit.archive.evidence.statement.OffsetRange;
import io.affidavit.archive.evidence.statement.OffsetSpan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.Table;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Offsets that an operator wants to set. A task begins where its table says, so the table has to agree: forward, a signed
 * statement says which offsets were passed over; backward is refused, because it would archive records twice.
 *
 * @param table whose watermarks decide where tasks begin
 * @param lineage name of the offset history
 */
public record OffsetAlteration(Table table, TableCommitter committer, String lineage) {

    /** Ids of commits made for an operator begin with it; task commits are hexadecimal. */
    public static final String COMMIT_PREFIX = "operator-";

    /**
     * Moves the table's watermarks; all of them or, when it throws, none.
     *
     * @param offsets next offset by partition, null to begin anew. Where nothing is archived yet, the table has no say
     * @throws ConnectException when an offset cannot be had, with the way out
     */
    public void apply(Map<TopicPartition, Long> offsets) {
        committer.refresh();
        Map<SourcePartition, Mark> marks = Watermarks.of(table).marks();
        Map<SourcePartition, Long> expected = new HashMap<>();
        Map<SourcePartition, Mark> moved = new HashMap<>();
        List<OffsetRange> ranges = new ArrayList<>();
        String commitId = COMMIT_PREFIX + UUID.randomUUID().toString().substring(0, 8);
        offsets.forEach((partition, offset) -> {
            SourcePartition source = new SourcePartition(lineage, partition.topic(), partition.partition());
            Mark mark = marks.get(source);
            if (mark == null || (offset != null && offset == mark.next())) {
                return;
            }
            refuseBackward(partition, mark.next(), offset);
            expected.put(source, mark.next());
            moved.put(source, new Mark(offset, commitId, null));
            ranges.add(passedOver(source, mark.next(), offset));
        });
        if (!moved.isEmpty()) {
            settle(committer.commit(new CommitRequest(commitId, expected, moved, ranges, List.of(), 0)));
        }
    }

    private static void refuseBackward(TopicPartition partition, long next, Long offset) {
        if (offset == null || offset < next) {
            throw new ConnectException("Cannot " + (offset == null ? "reset" : "move back") + " offsets of " + partition
                    + ": it is archived up to offset " + next + ", and would be archived twice."
                    + " To archive the topic once more, as another history, set archive.lineage to a new name");
        }
    }

    private static OffsetRange passedOver(SourcePartition source, long from, long to) {
        return new OffsetRange(
                source.topic(),
                source.partition(),
                from,
                to,
                new OffsetFates(0, 0, 0, 0, 0, 0, 0, to - from),
                List.of(new OffsetSpan(from, to)),
                true);
    }

    private static void settle(Outcome outcome) {
        if (outcome instanceof Outcome.Superseded) {
            throw new ConnectException(
                    "Cannot move offsets: a task moved them meanwhile. Stop the connector, wait until its tasks"
                            + " have ended, and try again");
        } else if (outcome instanceof Outcome.Deferred deferred) {
            throw new ConnectException(
                    "Cannot move offsets: " + deferred.reason() + ". Check the catalog and the store, and try again");
        }
    }
}
