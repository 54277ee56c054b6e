/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.event;

import io.affidavit.smt.mapping.MappingInfo;
import io.affidavit.smt.row.ColumnChanges;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once, by name, what changed in a source, and decides on its rows. Safe for use by many threads. */
final class ColumnWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ColumnWatch.class);
    /** After so many different changes the log says nothing new. */
    private static final int MOST_WARNINGS = 100;

    private final MappingInfo mapping;
    private final Map<RowRule, OnChange> actions = new EnumMap<>(RowRule.class);
    private final Set<ColumnChanges> told = ConcurrentHashMap.newKeySet();

    ColumnWatch(MappingInfo mapping, ChangeActions actions) {
        this.mapping = mapping;
        this.actions.put(RowRule.MISSING, actions.missing());
        this.actions.put(RowRule.RETYPED, actions.retyped());
        this.actions.put(RowRule.UNKNOWN, actions.unknown());
    }

    /** The rules that the changes break, most serious first; tells the log of changes it has not heard of. */
    List<RowRule> broken(ColumnChanges changes) {
        if (changes.none()) {
            return List.of();
        }
        tell(changes);
        List<RowRule> broken = new ArrayList<>(3);
        if (!changes.missing().isEmpty()) {
            broken.add(RowRule.MISSING);
        }
        if (!changes.retyped().isEmpty()) {
            broken.add(RowRule.RETYPED);
        }
        if (changes.unknown() > 0) {
            broken.add(RowRule.UNKNOWN);
        }
        return broken;
    }

    OnChange action(RowRule rule) {
        return actions.get(rule);
    }

    /** A column that broke the rule, if the mapping names it. */
    static String path(RowRule rule, ColumnChanges changes) {
        return switch (rule) {
            case MISSING -> changes.missing().get(0);
            case RETYPED -> changes.retyped().get(0);
            default -> null;
        };
    }

    private void tell(ColumnChanges changes) {
        ColumnChanges kind = changes.unknownNames().isEmpty()
                ? new ColumnChanges(Math.min(changes.unknown(), 1), List.of(), changes.missing(), changes.retyped())
                : changes;
        if (told.size() < MOST_WARNINGS && told.add(kind)) {
            LOG.warn(
                    "Rows differ from those that mapping {} {} was made from: unknown columns {}, missing {}, of another "
                            + "type {}. Unknown columns go to attributes. Use a mapping made for this version of the store, "
                            + "or extend this one and name the columns.",
                    mapping.id(),
                    mapping.version(),
                    changes.unknownNames().isEmpty() ? changes.unknown() > 0 : changes.unknownNames(),
                    changes.missing(),
                    changes.retyped());
        }
    }
}
