/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.contract.EventContract;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.testing.Golden;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Field;
import org.junit.jupiter.api.Test;

class MetricJsonTest {

    private static final long START = 1_764_000_000_000L;

    private final MetricJson json = new MetricJson("credit-monitor", "ai.events", 3);
    private final Metric metric = new Metric(
            "credit.disparity",
            "impact_ratio",
            "alert",
            Map.of("model.request_model", "m-1", "tenant_id", "t1", "identity.agent_id", "", "region", "eu"),
            START,
            START + 3_600_000,
            .72,
            1_204,
            Map.of("impact_ratio.F.p_value", "0.0002"));

    @Test
    void writesTheSameBytesForEver() {
        Golden.assertMatches(Path.of("src/test/resources/golden/metric/v1.json"), json.write(metric));
    }

    @Test
    void writesAnEventOfTheContract() {
        Map<?, ?> event = (Map<?, ?>) JsonText.parse(json.write(metric));
        Set<String> known =
                EventContract.connectSchema().fields().stream().map(Field::name).collect(Collectors.toSet());

        assertThat(known)
                .containsAll(event.keySet().stream().map(Object::toString).toList());
        assertThat(EventContract.connectSchema().fields())
                .filteredOn(field -> !field.schema().isOptional())
                .extracting(Field::name)
                .isSubsetOf(event.keySet().stream().map(Object::toString).toList());
        for (String group : Set.of("decision", "model", "source")) {
            assertThat(((Map<?, ?>) event.get(group)).keySet().stream().map(Object::toString))
                    .allSatisfy(name -> assertThat(EventContract.connectSchema()
                                    .field(group)
                                    .schema()
                                    .field(name))
                            .as(name)
                            .isNotNull());
        }
    }

    @Test
    void namesOneWindowOfOnePartitionAlone() {
        Metric later = new Metric(
                metric.subject(),
                metric.name(),
                metric.label(),
                metric.scope(),
                START + 3_600_000,
                START + 7_200_000,
                metric.value(),
                metric.count(),
                metric.details());

        assertThat(Set.of(
                        json.key(metric),
                        json.key(later),
                        new MetricJson("credit-monitor", "ai.events", 4).key(metric),
                        new MetricJson("other", "ai.events", 3).key(metric)))
                .hasSize(4);
    }
}
