/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import io.affidavit.smt.EnforcePolicy;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * {@code EnforcePolicy} with five rules as a policy has them (a model, a tool, office hours, sensitive content, a budget) on
 * events of one kilobyte with the headers of a governed record: verdict and stamping.
 */
final class RulesRun implements AutoCloseable {

    static final String POLICY = """
            id: bench
            version: 1
            time_zone: Europe/Berlin
            lists:
              models: [gpt-5.2-mini, gpt-5.2, claude-5, mistral-large]
              tools: [lookup_order, refund]
              external: [openai, anthropic]
            parameters: {tokens: {tenant-1: 3900, tenant-2: 3950}, most: 3900}
            rules:
              - id: model.unapproved
                mode: enforce
                action: block
                when: event.category == 'model_call' && !(event.model.request_model in lists.models)
              - id: tool.unapproved
                mode: enforce
                action: escalate
                when: event.category == 'tool_call' && !(event.decision.tool_name in lists.tools)
              - id: hours
                mode: monitor
                action: log
                when: afterHours(event.event_time, 0, 23)
              - id: sensitive.external
                mode: enforce
                action: log
                when: has(tags.sensitivity) && atLeast(tags.sensitivity, 'restricted') && event.model.provider in lists.external
              - id: tokens
                mode: enforce
                action: log
                when: has(event.usage.input_tokens) && event.usage.input_tokens > params.most
            """;

    private final EnforcePolicy<SourceRecord> transform = new EnforcePolicy<>();
    private final List<SourceRecord> structs;
    private final List<SourceRecord> maps;
    private long stamped;

    RulesRun(int events) {
        transform.configure(Map.of("policy.inline", POLICY));
        structs = Events.structs(events, 3).stream()
                .map(event -> tagged(new SourceRecord(Map.of(), Map.of(), "bench", event.schema(), event)))
                .toList();
        try (JsonConverter converter = Events.converter()) {
            maps = Events.json(Events.structs(events, 3)).stream()
                    .map(json -> converter.toConnectData("bench", json))
                    .map((SchemaAndValue event) ->
                            tagged(new SourceRecord(Map.of(), Map.of(), "bench", null, event.value())))
                    .toList();
        }
    }

    /** Records per CPU-second. */
    double structs(int count) throws Exception {
        return count / Cpu.thread(() -> apply(structs, count));
    }

    /** Records per CPU-second. */
    double maps(int count) throws Exception {
        return count / Cpu.thread(() -> apply(maps, count));
    }

    private void apply(List<SourceRecord> records, int count) {
        for (int i = 0; i < count; i++) {
            SourceRecord result = transform.apply(records.get(i % records.size()));
            if (result.headers().lastWithName("gov.verdict") == null
                    || result.headers().lastWithName("gov.reject.rule") != null) {
                throw new IllegalStateException("Cannot measure: a record has no verdict, or one that was not meant.");
            }
            stamped++;
        }
    }

    private static SourceRecord tagged(SourceRecord record) {
        record.headers()
                .addString("ce_id", "8f14e45fceea167a5a36dedd4bea2543")
                .addString("ce_type", "ai.governance.model_call.v1")
                .addString("ce_source", "/litellm/bench/LiteLLM_SpendLogs")
                .addString("gov.sensitivity", "internal")
                .addString("gov.findings", "pii.email:1")
                .addString("gov.retention.class", "standard-1y")
                .addString("gov.legal.hold", "false")
                .addString("gov.replay", "denied")
                .addString("gov.schema", "ai.governance.event:1.0.0");
        return record;
    }

    /** @throws IllegalStateException if nothing was measured */
    @Override
    public void close() {
        transform.close();
        if (stamped == 0) {
            throw new IllegalStateException("Cannot measure: no record was stamped.");
        }
    }
}
