/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.mapping;

import io.affidavit.cli.output.Failure;
import io.affidavit.core.identity.EventIds;
import io.affidavit.core.tags.GovHeaders;
import io.affidavit.smt.ToGovernanceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * One row through one mapping, as a source connector would hand it over.
 *
 * @param events in the order of their ordinals
 * @param leftOver attributes of the row's own event
 * @param rules that tagged the row's own event
 * @param refused why the row, or one of its events, is refused; empty where none is
 */
record Trial(List<Made> events, Map<String, String> leftOver, List<String> rules, String refused) {

    private static final String TOPIC = "sample";

    /** One event. */
    record Made(String category, Struct event) {}

    /** @throws Failure if the mapping cannot be used */
    @SuppressWarnings("UnusedException") // its message is repeated: it names lines and keys, no values
    static Trial of(String mapping, Object row) {
        try (ToGovernanceEvent<SourceRecord> transform = new ToGovernanceEvent<>()) {
            transform.configure(Map.of("mapping", mapping));
            return of(transform, row);
        } catch (ConfigException e) {
            throw new Failure(e.getMessage());
        }
    }

    private static Trial of(ToGovernanceEvent<SourceRecord> transform, Object row) {
        List<Made> events = new ArrayList<>();
        Map<String, String> leftOver = Map.of();
        List<String> rules = List.of();
        for (int ordinal = 0; ordinal < EventIds.MOST_PER_ROW; ordinal++) {
            SourceRecord result = transform.apply(handedOver(row, ordinal));
            if (result == null) {
                break;
            }
            String refused = GovHeaders.text(result.headers(), GovHeaders.REJECT_RULE);
            if (refused != null) {
                String path = GovHeaders.text(result.headers(), GovHeaders.REJECT_PATH);
                return new Trial(events, leftOver, rules, refused + (path == null ? "" : " at " + path));
            }
            Struct event = (Struct) result.value();
            if (ordinal == 0) {
                leftOver = event.getMap("attributes");
                String fired = GovHeaders.text(result.headers(), GovHeaders.RULES);
                rules = fired == null ? List.of() : List.of(fired.split(","));
            }
            events.add(new Made(event.getString("category"), event));
        }
        return new Trial(events, leftOver, rules, "");
    }

    private static SourceRecord handedOver(Object row, int ordinal) {
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString(GovHeaders.SOURCE_ORDINAL, Integer.toString(ordinal));
        headers.addString(GovHeaders.SOURCE_ORDINALS, Integer.toString(EventIds.MOST_PER_ROW));
        return new SourceRecord(Map.of(), Map.of(), TOPIC, null, null, null, null, row, null, headers);
    }
}
