/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.event;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Width;

/** What happens to rows with other columns, or with more events, than their mapping and their hand-over provide for. */
record ChangeActions(OnChange unknown, OnChange missing, OnChange retyped, OnChange moreEvents) {

    private static final String UNKNOWN = "on.unknown.column";
    private static final String MISSING = "on.missing.column";
    private static final String RETYPED = "on.retyped.column";
    private static final String MORE_EVENTS = "on.more.events";
    private static final String GROUP = "Changes";
    private static final String CHOICES = " tag lets the event pass with the rule in gov.rules; quarantine and fail "
            + "refuse the row as on.reject does; ignore only counts.";

    static List<ConfigKey> keys() {
        return List.of(
                key(
                        UNKNOWN,
                        "On unknown column",
                        "What happens to a row with a column that the mapping was not made for. The column goes to "
                                + "attributes in any case."),
                key(
                        MISSING,
                        "On missing column",
                        "What happens to a row without a column that the mapping names as required."),
                key(
                        RETYPED,
                        "On retyped column",
                        "What happens to a row with a column of another type than the mapping was made for."),
                key(
                        MORE_EVENTS,
                        "On more events",
                        "What happens to the event of a row that gives more events than it is handed over for: once, "
                                + "unless source.events.per.row of our source connectors says more. The header "
                                + "gov.row.events says how many there are."));
    }

    static ChangeActions of(AbstractConfig config) {
        return new ChangeActions(
                OnChange.of(config.getString(UNKNOWN)),
                OnChange.of(config.getString(MISSING)),
                OnChange.of(config.getString(RETYPED)),
                OnChange.of(config.getString(MORE_EVENTS)));
    }

    private static ConfigKey key(String name, String display, String what) {
        return ConfigKey.string(name)
                .group(GROUP)
                .displayName(display)
                .doc(what + CHOICES)
                .defaultValue("tag")
                .validator(Checks.oneOf(OnChange.texts()))
                .recommends((Object[]) OnChange.texts())
                .width(Width.SHORT)
                .build();
    }
}
