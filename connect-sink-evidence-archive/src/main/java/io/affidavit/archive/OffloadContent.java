/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import io.affidavit.archive.config.OffloadKeys;
import io.affidavit.archive.content.ContentArea;
import io.affidavit.archive.content.Offloading;
import io.affidavit.core.metrics.Meters;
import io.affidavit.core.plugin.GovernanceTransformation;
import io.affidavit.core.tags.GovHeaders;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * Takes the largest texts and bytes out of a record that would be too large for its topic, stores them in a content area and leaves
 * references. {@link EvidenceArchiveSinkConnector} puts them back. Belongs at the end of the chain, so that only what was
 * masked is stored.
 */
public final class OffloadContent<R extends ConnectRecord<R>> extends GovernanceTransformation<R> {

    private final Clock clock;
    private ContentArea area;
    private Offloading offloading;

    /** Connect creates it by name. */
    public OffloadContent() {
        this(Clock.systemUTC());
    }

    OffloadContent(Clock clock) {
        super(OffloadKeys.ALL);
        this.clock = clock;
    }

    @Override
    public void configure(Map<String, ?> configs) {
        AbstractConfig config = new AbstractConfig(config(), configs, false);
        Map<String, String> texts = new HashMap<>();
        configs.forEach((key, value) -> {
            if (value != null) {
                texts.put(key, value.toString());
            }
        });
        area = ContentArea.open(texts, config.getString(OffloadKeys.LOCATION), clock);
        offloading = new Offloading(area, config.getInt(OffloadKeys.RECORD_BYTES));
    }

    @Override
    public R apply(R record) {
        boolean none = record.value() == null || GovHeaders.has(record.headers(), GovHeaders.CONTROL);
        return none ? record : offloading.apply(record);
    }

    @Override
    protected void metersReady(Meters meters) {
        offloading.metersReady(meters);
    }

    @Override
    public void close() {
        if (area != null) {
            area.close();
        }
    }
}
