/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import io.affidavit.core.metrics.Meters;
import io.affidavit.core.plugin.GovernanceTransformation;
import io.affidavit.smt.reject.Rejector;
import io.affidavit.smt.route.TagRouter;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * Sends each record to the topic that its headers name, such as {@code governed.tool_call}, so that each consumer reads its
 * slice. Values are not decoded. Tombstones and control records stay on their topic.
 */
public class RouteByTag<R extends ConnectRecord<R>> extends GovernanceTransformation<R> {

    private Rejector<R> rejector;
    private TagRouter<R> router;

    public RouteByTag() {
        super(TagRouter.keys());
    }

    @Override
    public void configure(Map<String, ?> configs) {
        AbstractConfig config = new AbstractConfig(config(), configs, false);
        rejector = Rejector.of(config);
        router = new TagRouter<>(config, rejector);
    }

    @Override
    public R apply(R record) {
        return record.value() == null ? record : rejector.guard(record, router::route);
    }

    @Override
    protected void metersReady(Meters meters) {
        rejector.metersReady(meters);
        router.metersReady(meters);
    }

    @Override
    public void close() {}
}
