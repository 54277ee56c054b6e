/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.policy;

import io.affidavit.cli.output.Failure;
import io.affidavit.cli.transform.TransformKeys;
import io.affidavit.cli.transform.TransformOptions;
import io.affidavit.core.tags.GovHeaders;
import io.affidavit.smt.ClassifyFields;
import io.affidavit.smt.MaskFields;
import io.affidavit.smt.exposure.FindingScan;
import io.affidavit.smt.exposure.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;

/**
 * One record through one transform.
 *
 * @param findings what the transform sees
 * @param value how the record leaves; null where it does not
 * @param headers that the transform wrote, as {@code name: value}
 * @param rejected why the record does not leave; empty where it does
 */
record Trial(Findings findings, Object value, List<String> headers, String rejected) {

    /** Where the record would stand, were it in a topic. */
    private static final String TOPIC = "sample";

    /**
     * @throws Failure if the transform refuses its configuration, or finds no policy that it asks for
     */
    @SuppressWarnings("UnusedException") // its message is repeated
    static Trial of(TransformKeys keys, Object value) {
        boolean classifies = keys.type().equals(TransformOptions.CLASSIFY);
        try (Transformation<SourceRecord> transform = classifies ? new ClassifyFields<>() : new MaskFields<>()) {
            transform.configure(keys.keys());
            FindingScan scan = classifies ? FindingScan.classifying(keys.keys()) : FindingScan.masking(keys.keys());
            return leave(transform, scan.find(value), value);
        } catch (ConfigException | ConnectException e) {
            throw new Failure("Cannot configure the transform: " + e.getMessage());
        }
    }

    @SuppressWarnings("UnusedException") // its message is repeated: transforms put no content into it
    private static Trial leave(Transformation<SourceRecord> transform, Findings findings, Object value) {
        SourceRecord result;
        try {
            result = transform.apply(new SourceRecord(Map.of(), Map.of(), TOPIC, null, null, null, null, value));
        } catch (DataException e) {
            return new Trial(findings, null, List.of(), e.getMessage());
        }
        if (result == null) {
            return new Trial(findings, null, List.of(), "dropped, as on.reject says");
        }
        List<String> headers = new ArrayList<>();
        result.headers().forEach(header -> headers.add(header.key() + ": " + header.value()));
        boolean quarantined = GovHeaders.has(result.headers(), GovHeaders.REJECT_RULE);
        return quarantined
                ? new Trial(
                        findings,
                        null,
                        headers,
                        "it breaks rule " + GovHeaders.text(result.headers(), GovHeaders.REJECT_RULE)
                                + " and goes to topic " + result.topic())
                : new Trial(findings, result.value(), headers, "");
    }

    /** Whether the record leaves with nothing readable that was found. */
    boolean holds() {
        return rejected.isEmpty() && findings.found().stream().noneMatch(finding -> finding.readable());
    }
}
