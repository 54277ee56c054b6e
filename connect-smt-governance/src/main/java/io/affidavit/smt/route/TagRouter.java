/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.route;

import io.affidavit.core.config.ConfigKeys;
import io.affidavit.core.metrics.Meter;
import io.affidavit.core.metrics.Meters;
import io.affidavit.smt.reject.Rejector;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.sink.SinkRecord;

/** Gives each record the topic its tags name. Safe for use by many threads. */
public final class TagRouter<R extends ConnectRecord<R>> {

    private static final String UNKNOWN = "route.tag.unknown";
    private static final String SINK = "route.in.sink";

    private final RouteConfig config;
    private final Rejector<R> rejector;
    private volatile Meter routed = Meter.NONE;
    private volatile Meter unknown = Meter.NONE;

    public TagRouter(AbstractConfig config, Rejector<R> rejector) {
        this.config = RouteConfig.of(config);
        this.rejector = rejector;
    }

    /** Every key of the transform, those of rejects included. */
    public static ConfigKeys keys() {
        return RouteConfig.keys();
    }

    public void metersReady(Meters meters) {
        routed = meters.counter("records-routed", "Records that went to the topic their tags name.");
        unknown = meters.counter("records-untagged", "Records whose tags name no topic.");
    }

    public R route(R record) {
        boolean sink = record instanceof SinkRecord;
        if (sink && !config.inSinks()) {
            return rejector.reject(record, SINK, null);
        }
        String topic = config.template().topic(record.headers());
        if (topic == null || !(config.topics().isEmpty() || config.topics().contains(topic))) {
            unknown.add(1);
            return config.otherwise() == null
                    ? rejector.reject(record, UNKNOWN, null)
                    : moved(record, config.otherwise(), sink);
        }
        routed.add(1);
        return moved(record, topic, sink);
    }

    private R moved(R record, String topic, boolean sink) {
        return record.newRecord(
                topic,
                sink ? record.kafkaPartition() : null,
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value(),
                record.timestamp());
    }
}
