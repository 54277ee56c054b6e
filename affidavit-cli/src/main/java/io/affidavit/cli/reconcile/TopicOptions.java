/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.reconcile;

import io.affidavit.cli.topic.BrokerOptions;
import io.affidavit.cli.topic.TopicReader;
import io.affidavit.source.config.ReadingConfig;
import io.affidavit.source.engine.WindowGrid;
import io.affidavit.source.spi.PositionText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that name the topic and how to reach its broker. */
final class TopicOptions {

    @Mixin
    private BrokerOptions broker;

    @Option(names = "--topic", paramLabel = "NAME", description = "Topic to read. The default is the connector's.")
    private String topic;

    @Option(
            names = "--quarantine-topic",
            paramLabel = "NAME",
            description =
                    "Topic of references to rows that were too large. The default is the connector's. May be repeated.")
    private List<String> quarantineTopics = new ArrayList<>();

    TopicReader reader() {
        return broker.reader();
    }

    BrokerOptions broker() {
        return broker;
    }

    Tier tier(ReadingConfig source, Origin origin, PositionText positions, WindowGrid grid) {
        Set<String> quarantine =
                quarantineTopics.isEmpty() ? Set.of(source.quarantineTopic()) : new HashSet<>(quarantineTopics);
        return new TopicTier(
                broker.reader(), topic == null ? source.topic() : topic, quarantine, origin, positions, grid);
    }
}
