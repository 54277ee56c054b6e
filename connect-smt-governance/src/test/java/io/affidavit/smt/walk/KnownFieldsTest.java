/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.data.FieldPath;
import io.affidavit.core.tags.GovHeaders;
import io.affidavit.smt.protect.Action;
import io.affidavit.smt.protect.Actions;
import io.affidavit.smt.protect.Policy;
import io.affidavit.smt.rules.Detection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class KnownFieldsTest {

    private final RecordWalk<SourceRecord> walk = walk(List.of());

    @Test
    void findsInOneFieldWhatWasCleanInAnother() {
        // Given a text that is a secret only by the name of its field
        SourceRecord model = record(Map.of("model", "hunter2-Long"));
        SourceRecord password = record(Map.of("password", "hunter2-Long"));

        // When
        SourceRecord clean = walk.apply(walk.apply(model));
        SourceRecord masked = walk.apply(password);

        // Then
        assertThat(clean).isSameAs(model);
        assertThat(masked.value()).isEqualTo(Map.of("password", "[PASSWORD]"));
    }

    @Test
    void tellsTheSameNameInTwoPlacesApart() {
        // Given
        RecordWalk<SourceRecord> forcing = walk(List.of(FieldRule.force(FieldPath.parse("user.name"), redact())));
        Map<String, Object> value = Map.of("model", Map.of("name", "gpt-large"), "user", Map.of("name", "gpt-large"));

        // When
        forcing.apply(record(value));
        Object masked = forcing.apply(record(value)).value();

        // Then
        assertThat(masked).isEqualTo(Map.of("model", Map.of("name", "gpt-large"), "user", Map.of("name", "[FIELD]")));
    }

    @Test
    void reportsWhatANameHoldsEveryTime() {
        // Given
        SourceRecord record = record(Map.of("ada@example.org", 1L));

        // When
        SourceRecord first = walk.apply(record);
        SourceRecord second = walk.apply(record);

        // Then
        assertThat(GovHeaders.text(first.headers(), GovHeaders.FINDINGS)).isEqualTo("unprotected.pii.email:1");
        assertThat(GovHeaders.text(second.headers(), GovHeaders.FINDINGS)).isEqualTo("unprotected.pii.email:1");
    }

    @Test
    void masksAFieldAfterAnyNumberOfCleanRecords() {
        // Given a name that falls out of the table of names and comes back
        Schema schema =
                SchemaBuilder.struct().field("note", Schema.STRING_SCHEMA).build();
        for (int i = 0; i < 5_000; i++) {
            walk.apply(record(Map.of("note", "all is well", "key " + i, "all is well")));
            walk.apply(
                    new SourceRecord(Map.of(), Map.of(), "t", schema, new Struct(schema).put("note", "all is well")));
        }

        // When
        Object map = walk.apply(record(Map.of("note", "ask ada@example.org"))).value();
        Struct struct = (Struct) walk.apply(new SourceRecord(
                        Map.of(), Map.of(), "t", schema, new Struct(schema).put("note", "ask ada@example.org")))
                .value();

        // Then
        assertThat(map).isEqualTo(Map.of("note", "ask [EMAIL]"));
        assertThat(struct.getString("note")).isEqualTo("ask [EMAIL]");
    }

    private static RecordWalk<SourceRecord> walk(List<FieldRule> rules) {
        return new RecordWalk<>(new WalkSettings(
                Policy.of(redact(), Map.of()),
                PathTree.of(rules),
                new Budget(1 << 20, 100, 10_000, 1 << 24, 1_000),
                Detection.of(50),
                true,
                true,
                true,
                List.of(),
                List.of(),
                FindingsField.NONE,
                Subjects.NONE));
    }

    private static Action redact() {
        return Actions.keyless().named("redact");
    }

    private static SourceRecord record(Object value) {
        return new SourceRecord(Map.of(), Map.of(), "t", null, null, "key", null, value);
    }
}
