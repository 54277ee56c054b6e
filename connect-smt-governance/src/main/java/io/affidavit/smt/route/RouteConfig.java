/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.route;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import io.affidavit.core.config.ConfigKeys;
import io.affidavit.smt.reject.Rejector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/**
 * The typed settings of {@code RouteByTag}.
 *
 * @param topics the only topics that may come out; empty for any
 * @param otherwise topic of records without the tag; null where they are rejected
 */
record RouteConfig(TopicTemplate template, Set<String> topics, String otherwise, boolean inSinks) {

    static final String TOPIC = "route.topic";
    static final String TOPICS = "route.topics";
    static final String DEFAULT_TOPIC = "route.default.topic";
    static final String IN_SINK = "route.in.sink";

    private static final String GROUP = "Routing";
    private static final String REFUSE = "refuse";
    private static final String ROUTE = "route";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,249}");

    RouteConfig {
        topics = Set.copyOf(topics);
    }

    /** Every key of the transform, those of rejects included. */
    static ConfigKeys keys() {
        List<ConfigKey> keys = new ArrayList<>();
        keys.add(ConfigKey.string(TOPIC)
                .group(GROUP)
                .displayName("Topic")
                .doc("Topic of a record, with tags from its headers, such as governed.${category}. Tags: "
                        + Arrays.stream(Tag.values()).map(Tag::text).collect(Collectors.joining(", "))
                        + ". Signs a topic cannot have become _.")
                .validator(Checks.check("a topic name with known tags, such as governed.${category}", value -> {
                    try {
                        return TopicTemplate.parse(value.toString()) != null;
                    } catch (IllegalArgumentException e) {
                        return false;
                    }
                }))
                .importance(Importance.HIGH)
                .build());
        keys.add(ConfigKey.string(DEFAULT_TOPIC)
                .group(GROUP)
                .displayName("Default topic")
                .doc(
                        "Topic of records that lack a tag, have one that does not exist, or would go to a topic that is not in "
                                + "route.topics. Without it they are rejected.")
                .optional()
                .validator(Checks.check(
                        "a topic name", value -> NAME.matcher(value.toString()).matches()))
                .build());
        keys.add(ConfigKey.list(TOPICS)
                .group(GROUP)
                .displayName("Topics")
                .doc(
                        "The only topics that may come out, so that no header can name a new one. Empty for any; set it where a "
                                + "template names retention, replay, owner or residency, whose values are open.")
                .defaultValue(List.of())
                .validator(Checks.check(
                        "topic names",
                        value -> ((List<?>) value)
                                .stream()
                                        .allMatch(topic ->
                                                NAME.matcher(topic.toString()).matches())))
                .width(Width.LONG)
                .build());
        keys.add(ConfigKey.string(IN_SINK)
                .group(GROUP)
                .displayName("In a sink connector")
                .doc(
                        "Whether to route records of a sink connector. refuse rejects them, because most sinks take another topic "
                                + "for another table or index; route is for sinks where that is meant.")
                .defaultValue(REFUSE)
                .validator(Checks.oneOf(REFUSE, ROUTE))
                .recommends(REFUSE, ROUTE)
                .width(Width.SHORT)
                .build());
        keys.addAll(Rejector.keys());
        return ConfigKeys.of(keys);
    }

    static RouteConfig of(AbstractConfig config) {
        return new RouteConfig(
                TopicTemplate.parse(config.getString(TOPIC)),
                Set.copyOf(config.getList(TOPICS)),
                config.getString(DEFAULT_TOPIC),
                config.getString(IN_SINK).equals(ROUTE));
    }
}
