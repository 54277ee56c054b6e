/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.smt.row.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MappingsTest {

    private static final String HEAD = """
            format: 1
            id: own
            version: 1.0.0
            category: {constant: model_call}
            fields:
              event_time: at
            """;

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("unknown target", HEAD + "  identity:\n    shoe_size: x\n", "line 8, fields.identity.shoe_size:"),
                fault("unknown group", HEAD + "  shoes:\n    size: x\n", "line 8, fields.shoes:"),
                fault("reserved target", HEAD + "  event_id: x\n", "line 7, fields.event_id:"),
                fault("reserved group target", HEAD + "  source: {row_hash: x}\n", "fields.source.row_hash:"),
                fault(
                        "unknown function",
                        HEAD + "  operation: {shout: x}\n",
                        "line 7, fields.operation.shout: this function"),
                fault("two functions", HEAD + "  operation: {first: [a], constant: b}\n", "line 7, fields.operation:"),
                fault(
                        "duplicate target",
                        HEAD + "  operation: a\n  operation: b\n",
                        "line 8, fields.operation: it stands there twice"),
                fault("no path", HEAD + "  operation: a..b\n", "line 7, fields.operation: it is no path"),
                fault("wildcard path", HEAD + "  operation: a.*\n", "line 7, fields.operation: it is no path"),
                fault("null", HEAD + "  operation:\n", "fields.operation: it must be text"),
                fault("unknown part", HEAD + "colour: red\n", "line 7, colour: this name is unknown"),
                fault("no event time", HEAD.replace("event_time", "operation"), "it lacks fields.event_time"),
                fault("no category", HEAD.replaceAll("category.*\n", ""), "it lacks category"),
                fault("no id", HEAD.replaceAll("id:.*\n", ""), "it lacks id"),
                fault("version", HEAD.replace("1.0.0", "newest"), "line 3, version: it must be three numbers"),
                fault(
                        "format",
                        HEAD.replace("format: 1", "format: 2"),
                        "line 1, format: this release reads format 1 only"),
                fault("unknown parent", HEAD + "extends: nobody\n", "line 7, extends: there is no built-in mapping"),
                fault(
                        "condition without question",
                        HEAD + "lifecycle: [{when: {path: a}, retention_class: x}]\n",
                        "lifecycle[0].when: it needs path and one of"),
                fault(
                        "rule without effect",
                        HEAD + "lifecycle: [{when: {path: a, exists: true}}]\n",
                        "lifecycle[0]: it sets none"),
                fault(
                        "else before the end",
                        HEAD + "  operation: {choose: [{else: a}, {else: b}]}\n",
                        "else must stand alone"),
                fault(
                        "empty separator",
                        HEAD + "  operation: {split: {from: a, by: ''}}\n",
                        "split.by: it must not be empty"),
                fault("not a map", "- a\n- b\n", "line 1: it must be a map"),
                fault("no YAML", "format: [1\nid: x\n", "it is no YAML"),
                fault("aliases", "a: &x [1]\nb: *x\n", "it is no YAML"),
                fault("endless nesting", "{a: ".repeat(60) + "}".repeat(60), "it is no YAML"),
                fault(
                        "further event of every row",
                        HEAD + "events: [{category: prompt}]\n",
                        "line 7, events[0]: it needs when or each"),
                fault(
                        "further event without category",
                        HEAD + "events: [{each: a}]\n",
                        "line 7, events[0]: it lacks category"),
                fault(
                        "unknown kind of column",
                        HEAD + "columns:\n  required: {a: varchar}\n",
                        "line 8, columns.required.a: it must be one of text, number, "),
                fault("unknown built-in", "litelm", "there are bedrock-invocations@1.0.0, "),
                fault("missing file", "/nowhere/own.yml", "Cannot read mapping file"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void refusesWithLineAndPath(String mapping, String message) {
        assertThatThrownBy(() -> Mappings.of(mapping))
                .isInstanceOf(MappingException.class)
                .hasNoCause()
                .hasMessageContaining(message);
    }

    @Test
    void repeatsNoValueOfAFileThatIsNoMapping(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("secret.yml"), "root:hunter2:\n  - 'hunter2\n");

        assertThatThrownBy(() -> Mappings.of(file.toString())).hasMessageNotContaining("hunter2");
    }

    @Test
    void evaluatesEveryFunction() {
        Map<String, Object> row = new HashMap<>();
        row.put("at", "2026-11-03T09:15:02.5Z");
        row.put("done", "2026-11-03T09:15:03.75Z");
        row.put("tags", "[\"retention:long\", \"x\"]");
        row.put("csv", "a, b,,c");
        row.put("empty", "[]");
        row.put("nested", "{\"deep\":[{\"v\":\"found\"}]}");
        row.put("code", 2L);
        row.put("odd.name", "quoted");
        row.put("n", "17");

        Map<String, Object> values = evaluate(row, """
              operation: {first: [{unless_empty: empty}, missing, nested.deep.0.v]}
              event_time_ns: {to_ns: at}
              identity:
                user_id: /odd.name
                agent_id: {join: {parts: [code, n], by: ":"}}
                session_id: {join: {parts: [code, missing], by: ":"}}
                workflow_id: {constant: fixed}
                agent_name: {choose: [{when: {path: tags, equals: x}, then: tagged}, {else: plain}]}
                agent_version: {choose: [{when: {path: code, in: ["7"]}, then: seven}, {else: {from: n}}]}
                environment: {choose: [{when: [{path: csv, contains: "b"}, {path: nope, exists: false}], then: all}]}
              model:
                finish_reasons: {split: {from: csv, by: ","}}
                parameters_json: nested
              operational:
                status: {map: {from: code, values: {"2": error}}}
                error_type: {map: {from: n, values: {"2": error}}}
                span_id: {map: {from: n, values: {"2": error}, otherwise: keep}}
                trace_id: {map: {from: n, values: {"2": error}, otherwise: other}}
                response_id: {to_json: nested}
              usage:
                latency_ms: {elapsed_ms: [at, done]}
                input_tokens: n
                ttft_ms: {to_ms: at}
                cost: {after_prefix: {from: tags, prefix: "retention:"}}
            """);

        assertThat(values)
                .containsEntry("operation", "found")
                .containsEntry("event_time_ns", 1_793_697_302_500_000_000L)
                .containsEntry("identity.user_id", "quoted")
                .containsEntry("identity.agent_id", "2:17")
                .doesNotContainKey("identity.session_id")
                .containsEntry("identity.workflow_id", "fixed")
                .containsEntry("identity.agent_name", "tagged")
                .containsEntry("identity.agent_version", "17")
                .containsEntry("identity.environment", "all")
                .containsEntry("model.finish_reasons", List.of("a", "b", "c"))
                .containsEntry("model.parameters_json", "{\"deep\":[{\"v\":\"found\"}]}")
                .containsEntry("operational.status", "error")
                .doesNotContainKey("operational.error_type")
                .containsEntry("operational.span_id", "17")
                .containsEntry("operational.trace_id", "other")
                .containsEntry("operational.response_id", "{\"deep\":[{\"v\":\"found\"}]}")
                .containsEntry("usage.latency_ms", 1250L)
                .containsEntry("usage.input_tokens", 17L)
                .containsEntry("usage.ttft_ms", 1_793_697_302_500L)
                .containsEntry("usage.cost", "long");
    }

    @Test
    void keepsWhatItDoesNotMap() {
        Map<String, Object> row = Map.of(
                "at",
                "2026-11-03T09:15:02Z",
                "a",
                "",
                "b",
                "chosen",
                "c",
                "passed over",
                "n",
                "many",
                "object",
                "{\"x\":1,\"y\":{\"z\":[1, 2]}}",
                "other",
                Map.of("k", 1.50));
        Mapping mapping = Mappings.of(HEAD + """
              operation: {first: [a, b, c]}
              usage: {input_tokens: n}
              identity: {user_id: object.x}
            spread: {object: "object."}
            """);
        Row opened = mapping.rows().open(row);
        mapping.event().assignments().forEach(assignment -> assignment.value(opened));

        assertThat(opened.leftovers())
                .containsOnly(
                        Map.entry("c", "passed over"),
                        Map.entry("n", "many"),
                        Map.entry("object.y", "{\"z\":[1,2]}"),
                        Map.entry("other", "{\"k\":1.5}"));
    }

    @Test
    void addsHoldsUpAndLetsTheFirstRuleDecideTheRest() {
        Mapping mapping = Mappings.of(HEAD + """
            lifecycle:
              - when: {path: team, matches_prefix: claims}
                retention_class: seven-years
                legal_hold_ids: [CASE-1]
              - when: {path: team, exists: true}
                retention_class: short
                replay_permission: auditors
                legal_hold_ids: {from: matter}
              - retention_class: shortest
            """);
        Map<String, Object> row = Map.of("team", "claims-eu", "matter", "CASE-2");

        LifecycleRules.Decision decision =
                mapping.lifecycle().decide(mapping.rows().open(row));

        assertThat(decision)
                .isEqualTo(new LifecycleRules.Decision("seven-years", List.of("CASE-1", "CASE-2"), "auditors"));
        assertThat(mapping.lifecycle().decide(mapping.rows().open(Map.of())).retentionClass())
                .isEqualTo("shortest");
    }

    @Test
    void extendsABuiltInMapping() {
        Mapping mapping = Mappings.of("""
            format: 1
            extends: litellm
            id: our-gateway
            version: 2.1.0
            fields:
              identity: {user_id: metadata.badge}
            lifecycle:
              - when: {path: team_id, equals: trading}
                retention_class: mifid-seven-years
            """);
        Row row = mapping.rows()
                .open(Map.of(
                        "metadata", "{\"badge\":\"B-7\"}", "user", "u", "team_id", "trading", "status", "failure"));
        Map<String, Object> values = values(mapping, row);

        assertThat(mapping.info().id()).isEqualTo("our-gateway");
        assertThat(mapping.info().system()).isEqualTo("litellm");
        assertThat(mapping.event().category(row)).isEqualTo("error");
        assertThat(values).containsEntry("identity.user_id", "B-7").containsEntry("tenant_id", "trading");
        assertThat(mapping.lifecycle().decide(row).retentionClass()).isEqualTo("mifid-seven-years");
    }

    @Test
    void compilesTheMappingOfTheDocumentation() throws IOException {
        String page = Files.readString(Path.of("../docs/transforms.md"));
        String yaml = page.substring(page.indexOf("```yaml\n") + 8, page.indexOf("```", page.indexOf("```yaml\n") + 8));

        Mapping mapping = Mappings.of(yaml);

        Row row = mapping.rows().open(Map.of("id", "1", "customer", "clinic-a", "extra", "{\"matter\":\"M-1\"}"));
        assertThat(mapping.lifecycle().decide(row))
                .isEqualTo(new LifecycleRules.Decision("ten-years", List.of("M-1"), "denied"));
    }

    private static Map<String, Object> evaluate(Map<String, Object> row, String fields) {
        Mapping mapping = Mappings.of(HEAD + fields.indent(2).replaceAll("(?m)^ {4}", "  "));
        return values(mapping, mapping.rows().open(row));
    }

    private static Map<String, Object> values(Mapping mapping, Row row) {
        Map<String, Object> values = new LinkedHashMap<>();
        mapping.event().assignments().forEach(assignment -> {
            Object value = assignment.value(row);
            if (value != null) {
                values.put(assignment.target().path(), value);
            }
        });
        return values;
    }

    private static Arguments fault(String name, String mapping, String message) {
        return Arguments.argumentSet(name, mapping, message);
    }
}
