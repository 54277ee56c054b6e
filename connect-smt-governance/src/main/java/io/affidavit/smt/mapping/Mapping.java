/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.mapping;

import io.affidavit.smt.row.PathTable;
import io.affidavit.smt.row.Row;
import io.affidavit.smt.row.RowReader;
import io.affidavit.smt.row.Values;
import java.util.List;

/** A compiled mapping. Immutable and safe for use by many threads. */
public final class Mapping {

    private final String id;
    private final String version;
    private final String system;
    private final String entity;
    private final PathTable paths;
    private final Expression key;
    private final Expression category;
    private final List<Assignment> assignments;
    private final LifecycleRules lifecycle;

    Mapping(
            String id,
            String version,
            String system,
            String entity,
            PathTable paths,
            Expression key,
            Expression category,
            List<Assignment> assignments,
            LifecycleRules lifecycle) {
        this.id = id;
        this.version = version;
        this.system = system;
        this.entity = entity;
        this.paths = paths;
        this.key = key;
        this.category = category;
        this.assignments = List.copyOf(assignments);
        this.lifecycle = lifecycle;
    }

    public String id() {
        return id;
    }

    public String version() {
        return version;
    }

    /** The kind of store this mapping is for, or null. */
    public String system() {
        return system;
    }

    /** The table, index or topic this mapping is for, or null. */
    public String entity() {
        return entity;
    }

    public RowReader rows() {
        return new RowReader(paths);
    }

    /** The key of the row where no source connector handed one over; null if the row has none. */
    public String key(Row row) {
        Object value = key == null ? null : key.value(row);
        return value == null ? null : Values.text(value);
    }

    /** The event's category, or null if no case of the mapping applies. */
    public String category(Row row) {
        Object value = category.value(row);
        return value == null ? null : Values.text(value);
    }

    public List<Assignment> assignments() {
        return assignments;
    }

    public LifecycleRules lifecycle() {
        return lifecycle;
    }
}
