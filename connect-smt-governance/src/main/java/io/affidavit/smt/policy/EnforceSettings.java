/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.policy;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Width;

/**
 * What {@code EnforcePolicy} does besides giving verdicts.
 *
 * @param escalateTopic where escalated source records go; null where they pass
 * @param replayGrants ids of grants whose records keep the verdict they have
 */
record EnforceSettings(EventFields fields, String escalateTopic, Set<String> replayGrants) {

    static final String EVENT_FIELDS = "event.fields";
    static final String ESCALATE_TOPIC = "escalate.topic";
    static final String REPLAY_GRANTS = "replay.grants";

    private static final String GROUP = "Enforcement";
    private static final String LIFECYCLE = "lifecycle";
    private static final String DECISION = "decision";
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");

    static final List<ConfigKey> KEYS = List.of(
            ConfigKey.string(ESCALATE_TOPIC)
                    .group(GROUP)
                    .displayName("Escalation topic")
                    .doc(
                            "Topic that escalated source records are diverted to, as they are and with the topic they were on "
                                    + "their way to in gov.escalated.from. Without it they pass with gov.verdict=escalate. In a sink "
                                    + "connector they always pass, because a sink takes another topic for another table.")
                    .optional()
                    .validator(Checks.check(
                            "a topic name",
                            value -> TOPIC.matcher(value.toString()).matches()))
                    .build(),
            ConfigKey.list(EVENT_FIELDS)
                    .group(GROUP)
                    .displayName("Event fields to write")
                    .doc(
                            "Groups of the event that repeat what the headers say, in Struct and Map values: lifecycle for "
                                    + "retention class, holds, replay permission and region; decision for policy, version, rule and "
                                    + "verdict, where the event has no verdict of its producer. Empty for headers only.")
                    .defaultValue(List.of(LIFECYCLE))
                    .validator(Checks.check(
                            "any of " + LIFECYCLE + ", " + DECISION,
                            value -> Set.of(LIFECYCLE, DECISION).containsAll((List<?>) value)))
                    .recommends(LIFECYCLE, DECISION)
                    .width(Width.SHORT)
                    .build(),
            ConfigKey.list(REPLAY_GRANTS)
                    .group(GROUP)
                    .displayName("Replay grants")
                    .doc(
                            "Ids of replay grants, from the gov.replay.grant header, whose records pass with the verdict they "
                                    + "were given at first, if it was not block. For pipelines that read a replay topic alone: whoever "
                                    + "may write to the topic could write the header, so elsewhere leave this empty, and every record "
                                    + "is held against the policy whatever headers it brings.")
                    .defaultValue(List.of())
                    .validator(Checks.check(
                            "ids without blanks",
                            value -> ((List<?>) value)
                                    .stream().allMatch(id -> !id.toString().isBlank())))
                    .build());

    EnforceSettings {
        replayGrants = Set.copyOf(replayGrants);
    }

    static EnforceSettings of(AbstractConfig config) {
        List<String> groups = config.getList(EVENT_FIELDS);
        return new EnforceSettings(
                new EventFields(groups.contains(LIFECYCLE), groups.contains(DECISION)),
                config.getString(ESCALATE_TOPIC),
                Set.copyOf(config.getList(REPLAY_GRANTS)));
    }
}
