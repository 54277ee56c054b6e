/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.contract.EventContract;
import io.affidavit.core.contract.EventField;
import io.affidavit.core.contract.FieldType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page {@code docs/event-contract.md} is written by the contract it describes. */
class EventContractPageTest {

    private static final Path PAGE = Path.of("../docs/event-contract.md");

    /** Run with {@code -Daffidavit.docs.write=true} to renew the page. */
    @Test
    void pageIsCurrent() throws IOException {
        String current = page();
        if (Boolean.getBoolean("affidavit.docs.write")) {
            Files.writeString(PAGE, current);
        }

        assertThat(Files.readString(PAGE))
                .as("docs/event-contract.md is stale. Renew it: mvn -pl connect-smt-governance -am test "
                        + "-Dtest=EventContractPageTest -Dsurefire.argLine=-Daffidavit.docs.write=true")
                .isEqualTo(current);
    }

    private static String page() {
        List<EventField> top = EventContract.fields().stream()
                .filter(field -> field.type() != FieldType.STRUCT)
                .toList();
        StringBuilder page = new StringBuilder();
        page.append("# The event contract: `")
                .append(EventContract.NAME)
                .append("` ")
                .append(EventContract.VERSION);
        page.append("\n\nThis page is generated from the contract's definition; a test fails when it is stale.\n\n");
        page.append(
                "One schema in four forms that agree: Connect Struct, Avro record, JSON object and Iceberg struct. ");
        page.append(
                "Evolution only adds: names, types and Iceberg field ids are permanent. Fields marked ★ are always ");
        page.append("present, all others may be null. Fields that end in `_json` hold JSON in the canonical form of ");
        page.append("RFC 8785, as text. Enumerations are open: expect words that this page does not list.\n\n");
        page.append("Categories of this release: ");
        page.append(
                EventContract.CATEGORIES.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", ")));
        page.append(".\n\n## Event\n\n").append(table(top));
        for (EventField group : EventContract.fields()) {
            if (group.type() == FieldType.STRUCT) {
                page.append("\n## `").append(group.name()).append("`").append(group.required() ? " ★" : "");
                page.append("\n\n").append(group.doc()).append("\n\n").append(table(group.children()));
            }
        }
        return page.append(ENDING).toString();
    }

    private static String table(List<EventField> fields) {
        return fields.stream()
                .map(field -> "| `" + field.name() + "`" + (field.required() ? " ★" : "") + " | " + type(field.type())
                        + " | " + field.id() + " | " + field.doc() + " |\n")
                .collect(Collectors.joining("", "| Field | Type | Id | Meaning |\n|---|---|---|---|\n", ""));
    }

    private static String type(FieldType type) {
        return switch (type) {
            case STRING_LIST -> "list of strings";
            case STRING_MAP -> "map of strings";
            case TIMESTAMP_MS -> "timestamp, ms, UTC";
            default -> type.name().toLowerCase(Locale.ROOT);
        };
    }

    private static final String ENDING = """

            ## On Kafka

            - **Key**: `tenant_id`, a bar, and the first of trace id, conversation id, session id and entity id that is known, as
              plain text: the events of one decision stay in order.
            - **Headers**: CloudEvents 1.0 in binary mode (`ce_id` is `event_id`, `ce_subject` is `entity_id`, `ce_type` is
              `ai.governance.<category>.v1`) and the tags `gov.schema`, `gov.retention.class`, `gov.legal.hold`, `gov.replay`; `gov.row.events`
              where the event's row gives [more than this one](mappings.md#one-row-several-events), `gov.rules` where rules fired.
            - **Timestamp**: wall clock, never the event's own time, because a topic with time retention would delete the event.

            ## Ids

            - `entity_id`: the first 32 hexadecimal digits of SHA-256 over `v1`, system, instance, entity and key, each
              preceded by its length.
            - `event_id`: the same over `entity_id`, category, ordinal and the row's keyed hash. Reading a row again gives the same
              id; a changed row gives a new one; a changed mapping changes nothing.
            """;
}
