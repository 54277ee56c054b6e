/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.archive.commit.ChangeRefusedException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectRowsTest {

    private static final Schema SCHEMA = new Schema(
            NestedField.required(1, "tenant", Types.StringType.get()),
            NestedField.optional(
                    2,
                    "identity",
                    Types.StructType.of(
                            NestedField.optional(3, "user_id", Types.StringType.get()),
                            NestedField.optional(4, "end_user_id", Types.StringType.get()))),
            NestedField.optional(5, "number", Types.LongType.get()),
            NestedField.optional(6, "key", Types.UUIDType.get()),
            NestedField.optional(7, "score", Types.DoubleType.get()),
            NestedField.optional(8, "words", Types.ListType.ofOptional(9, Types.StringType.get())));

    private static final String TOKEN = "p1.k1.AAAAAAAAAAAAAAAAAAAAAA";

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
            p1.k1.AAAAAAAAAAAAAAAAAAAAAA                     | CERTAIN
            mail p1.k1.AAAAAAAAAAAAAAAAAAAAAA, please        | CERTAIN
            p1.k1.BBBBBBBBBBBBBBBBBBBBBB                     | NONE
            from p1.k1.BBBBBBBBBBBBBBBBBBBBBB to nobody      | NONE
            p1.k2.AAAAAAAAAAAAAAAAAAAAAA                     | MASKED
            p1.k1.BBBBBBBBBBBBBBBBBBBBBB wrote to [EMAIL]    | MASKED
            t1.1a2b3c4d.pii.email.A12TeJFC_vP2fWevLJ~        | MASKED
            ****1111                                         | MASKED
            plain text                                       | NONE
            null                                             | EMPTY
            """)
    void findsAToken(String text, Match match) {
        assertThat(match(Subject.of(List.of(new SubjectTerm("identity.user_id", TOKEN))), text))
                .isEqualTo(match);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
            u-17                         | CERTAIN
            u-171                        | NONE
            about u-17                   | NONE
            p1.k1.AAAAAAAAAAAAAAAAAAAAAA | MASKED
            [USER]                       | MASKED
            null                         | EMPTY
            """)
    void findsAPlainValue(String text, Match match) {
        assertThat(match(Subject.of(List.of(new SubjectTerm("identity.user_id", "u-17"))), text))
                .isEqualTo(match);
    }

    @Test
    void isCertainWhereOneTermIsAndUncertainWhereOneCannotBeTold() {
        Subject subject = Subject.of(
                List.of(new SubjectTerm("identity.user_id", TOKEN), new SubjectTerm("identity.end_user_id", TOKEN)));
        SubjectRows rows = SubjectRows.of(subject, SCHEMA);

        assertThat(rows.match(row(null, TOKEN))).isEqualTo(Match.CERTAIN);
        assertThat(rows.match(row("plain", null))).isEqualTo(Match.EMPTY);
        assertThat(rows.match(row("[EMAIL]", null))).isEqualTo(Match.MASKED);
        assertThat(rows.match(row("plain", "plain"))).isEqualTo(Match.NONE);
    }

    @Test
    void asksTheSameOfTheNarrowSchema() {
        SubjectRows rows = SubjectRows.of(
                        Subject.of(List.of(new SubjectTerm("identity.user_id", TOKEN), new SubjectTerm("number", "7"))),
                        SCHEMA)
                .narrow();

        assertThat(rows.schema().columns()).extracting(NestedField::name).containsExactly("identity", "number");
        GenericRecord row = GenericRecord.create(rows.schema());
        row.setField("number", 7L);
        assertThat(rows.match(row)).isEqualTo(Match.CERTAIN);
        row.setField("number", 77L);
        assertThat(rows.match(row)).isEqualTo(Match.EMPTY);
    }

    @Test
    void comparesNumbersAndUuidsAsText() {
        UUID key = UUID.fromString("0b5e2a52-6a3a-4f34-9f0e-0a4f5d1f0001");
        GenericRecord row = GenericRecord.create(SCHEMA);
        row.setField("number", 42L);
        row.setField("key", key);

        assertThat(Stream.of(new SubjectTerm("number", "42"), new SubjectTerm("key", key.toString()))
                        .map(term -> SubjectRows.of(Subject.of(List.of(term)), SCHEMA)
                                .match(row)))
                .containsOnly(Match.CERTAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "identity", "score", "words", "words.element"})
    void refusesColumnsWithoutASingleText(String column) {
        Subject subject = Subject.of(List.of(new SubjectTerm(column, "somebody")));

        assertThatThrownBy(() -> SubjectRows.of(subject, SCHEMA))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining(column)
                .hasMessageNotContaining("somebody");
    }

    private static Match match(Subject subject, String text) {
        return SubjectRows.of(subject, SCHEMA).match(row(text, "plain"));
    }

    private static GenericRecord row(String user, String endUser) {
        GenericRecord identity =
                GenericRecord.create(SCHEMA.findType("identity").asStructType());
        identity.setField("user_id", user);
        identity.setField("end_user_id", endUser);
        GenericRecord row = GenericRecord.create(SCHEMA);
        row.setField("tenant", "acme");
        row.setField("identity", identity);
        return row;
    }
}
