/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.receipts;

import io.affidavit.cli.output.Failure;
import io.affidavit.cli.output.ResultOption;
import io.affidavit.cli.topic.BrokerOptions;
import io.affidavit.core.key.TrustedKeys;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks one record up among the statements on the keeper's topic. */
@Command(
        name = "receipts",
        description =
                "Says which tables archived, quarantined or dead-lettered a record, from the signed statements on the"
                        + " keeper's topic.",
        footer = {
            "",
            "Reads the topic from its beginning. Exit code: 0 a signed statement accounts for the record, 1 none does, 2 the"
                    + " topic could not be read."
        })
public final class ReceiptsCommand implements Callable<Integer> {

    @Mixin
    private BrokerOptions broker;

    @Option(
            names = "--topic",
            defaultValue = "gov.control",
            paramLabel = "NAME",
            description = "Topic that the keeper forwards statements to (default: ${DEFAULT-VALUE}).")
    private String topic;

    @Option(
            names = "--record",
            required = true,
            paramLabel = "TOPIC:PARTITION:OFFSET",
            description = "The record, by where it is in Kafka.")
    private String record;

    @Option(
            names = "--trust",
            required = true,
            paramLabel = "FILE",
            description = "Public keys whose statements count, in PEM.")
    private Path trust;

    @Mixin
    private ResultOption output;

    /** Created by picocli. */
    ReceiptsCommand() {}

    @Override
    public Integer call() {
        RecordPlace place = RecordPlace.parse(record);
        ReceiptScan scan = new ReceiptScan(place, trusted());
        broker.reader().read(topic, Set.of(), scan::take);
        ReceiptReport report = new ReceiptReport(place, scan.receipts(), scan.unread());
        output.print(report::json, report::text);
        return report.isAnswered() ? 0 : 1;
    }

    private TrustedKeys trusted() {
        try {
            return TrustedKeys.read(trust);
        } catch (IllegalArgumentException e) {
            throw new Failure(e.getMessage());
        }
    }
}
