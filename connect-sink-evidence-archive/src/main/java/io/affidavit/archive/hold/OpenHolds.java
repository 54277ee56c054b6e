/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.hold;

import io.affidavit.core.key.TrustedKeys;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;

/**
 * The holds in force on a table in one hold epoch, compiled for its schema. What is decided by them may only be committed in
 * the same epoch. Safe for concurrent use.
 */
public final class OpenHolds {

    private final HoldRegistry registry;
    private final String digest;
    private final List<CompiledHold> open;
    private final List<CompiledHold> released;
    private final SourceTag tag;

    private OpenHolds(HoldRegistry registry, Schema schema) {
        this.registry = registry;
        this.digest = registry.digest();
        this.open = registry.open().stream()
                .map(hold -> CompiledHold.of(hold, schema))
                .toList();
        this.released = registry.entries().stream()
                .filter(entry -> !entry.isOpen())
                .map(entry -> CompiledHold.of(entry.hold(), schema))
                .toList();
        this.tag = new SourceTag(schema);
    }

    /**
     * The holds of the table as it was loaded. Hashes of statements are checked, signatures are not.
     *
     * @throws UnreadableHoldsException when they cannot be told
     */
    public static OpenHolds of(Table table) {
        return new OpenHolds(HoldRegistry.of(table), table.schema());
    }

    /**
     * The same, from statements that one of the trusted keys signed.
     *
     * @throws UnreadableHoldsException when they cannot be told, or one is not signed so
     */
    public static OpenHolds of(Table table, TrustedKeys trusted) {
        return new OpenHolds(HoldRegistry.of(table, trusted), table.schema());
    }

    /** The same holds, for rows and files of another schema of the table. */
    public OpenHolds in(Schema schema) {
        return new OpenHolds(registry, schema);
    }

    /** The epoch they are in force in. */
    public long epoch() {
        return registry.epoch();
    }

    /** SHA-256 over them, 64 lower-case hex digits; of none as well. */
    public String digest() {
        return digest;
    }

    /** Whether there is none. Rows that were tagged at their source are held nevertheless. */
    public boolean isEmpty() {
        return open.isEmpty();
    }

    /** The holds in force. */
    public List<Hold> open() {
        return open.stream().map(CompiledHold::hold).toList();
    }

    /** Whether a file may have held rows, by its partition and statistics; false only if it certainly has none. */
    public boolean mayHold(DataFile file, PartitionSpec spec) {
        return tag.isCustody(file, spec) || open.stream().anyMatch(test -> test.mayHold(file, spec));
    }

    /**
     * Whether a row is held: by a hold in force, or because it came to custody by its own tag. It did where it says so itself,
     * or where no past hold was about it.
     *
     * @param row in the table's schema and Iceberg's internal values
     */
    public boolean holds(StructLike row) {
        return matches(row) || isTagged(row);
    }

    /** Whether a hold in force is about the row, or may be. */
    public boolean matches(StructLike row) {
        for (CompiledHold test : open) {
            if (test.holds(row)) {
                return true;
            }
        }
        return false;
    }

    /** The holds in force that are about a row, or may be; none for one that only its tag holds. */
    public List<Hold> holding(StructLike row) {
        return open.stream()
                .filter(test -> test.holds(row))
                .map(CompiledHold::hold)
                .toList();
    }

    /** The holds in force that a file may have rows of. */
    public List<Hold> holding(DataFile file, PartitionSpec spec) {
        return open.stream()
                .filter(test -> test.mayHold(file, spec))
                .map(CompiledHold::hold)
                .toList();
    }

    private boolean isTagged(StructLike row) {
        return tag.isCustody(row) && (tag.isSaid(row) || released.stream().noneMatch(test -> test.holds(row)));
    }
}
