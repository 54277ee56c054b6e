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
import java.util.Optional;

/** A compiled mapping. Immutable and safe for use by many threads. */
public final class Mapping {

    private final MappingInfo info;
    private final PathTable paths;
    private final Expression key;
    private final EventRule own;
    private final List<FurtherEvent> further;
    private final LifecycleRules lifecycle;

    Mapping(
            MappingInfo info,
            PathTable paths,
            Expression key,
            Expression category,
            List<Assignment> assignments,
            List<FurtherEvent> further,
            LifecycleRules lifecycle) {
        this.info = info;
        this.paths = paths;
        this.key = key;
        this.own = new EventRule(category, assignments);
        this.further = List.copyOf(further);
        this.lifecycle = lifecycle;
    }

    public MappingInfo info() {
        return info;
    }

    public RowReader rows() {
        return new RowReader(paths);
    }

    /** The key of the row where no source connector handed one over; null if the row has none. */
    public String key(Row row) {
        Object value = key == null ? null : key.value(row);
        return value == null ? null : Values.text(value);
    }

    /** How many events the row gives, its own included. */
    public int events(Row row) {
        int count = 1;
        for (int i = 0; i < further.size(); i++) {
            count += further.get(i).count(row);
        }
        return count;
    }

    /** How the row's own event is made. */
    public EventRule event() {
        return own;
    }

    /**
     * How an event that the row gives besides its own is made; empty if it gives fewer. The row's paths then lead into
     * the element of this event.
     *
     * @param ordinal from 1
     */
    public Optional<EventRule> furtherEvent(Row row, int ordinal) {
        int index = ordinal - 1;
        for (FurtherEvent event : further) {
            int count = event.count(row);
            if (index < count) {
                event.enter(row, index);
                return Optional.of(event.rule());
            }
            index -= count;
        }
        return Optional.empty();
    }

    public LifecycleRules lifecycle() {
        return lifecycle;
    }
}
