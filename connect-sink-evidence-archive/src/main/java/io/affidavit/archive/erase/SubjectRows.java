/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.hold.predicate.MaskedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.Accessor;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.types.Type.TypeID;
import org.apache.iceberg.types.Types.NestedField;

/** A subject compiled for the columns it is looked for in. Not thread-safe. */
final class SubjectRows {

    private static final Set<TypeID> COMPARED_AS_TEXT = Set.of(TypeID.STRING, TypeID.LONG, TypeID.INTEGER, TypeID.UUID);

    /** A term and where its column is. */
    private record Place(Accessor<StructLike> column, String value, String family) {

        Match match(StructLike row) {
            Object stored = column.get(row);
            if (stored == null) {
                return Match.EMPTY;
            }
            String text = stored.toString();
            if (family == null) {
                return text.equals(value) ? Match.CERTAIN : MaskedText.in(text) ? Match.MASKED : Match.NONE;
            }
            return text.contains(value)
                    ? Match.CERTAIN
                    : MaskedText.inBesides(family, text) ? Match.MASKED : Match.NONE;
        }
    }

    private final Subject subject;
    private final Schema schema;
    private final List<Place> places = new ArrayList<>();

    private SubjectRows(Subject subject, Schema schema) {
        this.subject = subject;
        this.schema = schema;
        for (SubjectTerm term : subject.terms()) {
            places.add(new Place(
                    schema.accessorForField(schema.findField(term.column()).fieldId()),
                    term.value(),
                    MaskedText.family(term.value())));
        }
    }

    /**
     * For rows of a table.
     *
     * @throws ChangeRefusedException when it has no such column, or one that holds no text
     */
    static SubjectRows of(Subject subject, Schema table) {
        subject.terms().forEach(term -> check(term, table));
        return new SubjectRows(subject, table);
    }

    /** For rows in the subject's columns alone. */
    SubjectRows narrow() {
        return new SubjectRows(
                subject,
                schema.select(subject.terms().stream()
                        .map(SubjectTerm::column)
                        .distinct()
                        .toList()));
    }

    private static void check(SubjectTerm term, Schema table) {
        NestedField column = table.findField(term.column());
        if (column == null) {
            throw new ChangeRefusedException(
                    "Cannot look for a subject: the table has no column " + term.column() + ".");
        }
        if (table.accessorForField(column.fieldId()) == null
                || !COMPARED_AS_TEXT.contains(column.type().typeId())) {
            throw new ChangeRefusedException(
                    "Cannot look for a subject: column " + term.column()
                            + " holds no single text, number or UUID, or lies in a list or map, and no subject can be looked for there.");
        }
    }

    /** The columns that are read. */
    Schema schema() {
        return schema;
    }

    /** @param row of {@link #schema}, in Iceberg's internal values */
    Match match(StructLike row) {
        Match best = Match.NONE;
        for (Place place : places) {
            Match match = place.match(row);
            if (match.compareTo(best) < 0) {
                best = match;
            }
        }
        return best;
    }
}
