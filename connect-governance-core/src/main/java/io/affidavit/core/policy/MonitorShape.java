/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy;

import static io.affidavit.core.shape.Member.optional;
import static io.affidavit.core.shape.Member.required;

import io.affidavit.core.data.FieldPath;
import io.affidavit.core.shape.ListShape;
import io.affidavit.core.shape.Member;
import io.affidavit.core.shape.MembersShape;
import io.affidavit.core.shape.NamedShape;
import io.affidavit.core.shape.PlainShape;
import io.affidavit.core.shape.ShapeReference;
import io.affidavit.core.shape.TextShape;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys of one monitor. What depends on its detector is checked by {@link MonitorBinder}. */
final class MonitorShape {

    static final int MOST_MONITORS = 200;

    private static final int MOST_SCOPE = 5;
    private static final int MOST_GROUPS = 50;
    private static final int MOST_VALUES = 50;
    private static final int MOST_EDGES = 99;

    private static final TextShape PATH = TextShape.matching(
                    "the path of one field, without wildcards, such as model.request_model",
                    "[^\\x00-\\x1F\\x7F*]{1,200}")
            .where(MonitorShape::path);
    private static final NamedShape VALUES = new NamedShape("path", PATH, new PlainShape(false));

    private MonitorShape() {}

    static MembersShape of(TextShape id, TextShape word, TextShape name, List<String> severities) {
        return MembersShape.of(
                required("id", id, "Names the monitor in incidents; unique among the monitors."),
                required(
                        "detector",
                        TextShape.oneOf(Stream.of(MonitorKind.values())
                                .map(MonitorKind::text)
                                .toList()),
                        "What looks at the records: see docs/detectors.md."),
                optional("description", TextShape.line(), "What the monitor is for."),
                optional(
                        "scope",
                        new ListShape(PATH, MOST_SCOPE),
                        "Fields by whose values the state is kept apart, such as model.request_model. Incidents tell"
                                + " these values: choose none that a reader of incidents must not see."),
                optional("where", VALUES, "Values that fields must have for a record to be watched, by path."),
                optional(
                        "inputs",
                        new MembersShape(Stream.of(MonitorInput.values())
                                .map(input -> Member.optional(input.text(), PATH, input.doc()))
                                .toList()),
                        "The fields that the detector reads. Which it needs depends on the detector."),
                optional(
                        "favourable",
                        new ListShape(new PlainShape(false), MOST_VALUES),
                        "Values of the input value that count as favourable; all others count as not."),
                optional(
                        "groups",
                        new ListShape(TextShape.line().orNumber(), MOST_GROUPS),
                        "The values of the input group that are compared. Records of other groups, or of none, count as"
                                + " unknown."),
                optional(
                        "reference",
                        new ListShape(new PlainShape(false), MOST_EDGES),
                        "Edges between bins that held equal shares of the reference, ascending: the nine deciles, for"
                                + " example. Without it the reference is learnt from the first values."),
                optional("approval", VALUES, "Values that fields have in the record of an approval, by path."),
                optional(
                        "window",
                        MonitorParameters.duration(),
                        "How much event time is looked at together; 1h by default."),
                optional(
                        "persistence",
                        TextShape.matching("so many of the last windows, such as 2 of 3", MonitorPersistence.PATTERN),
                        "In how many of the last windows it must be found before anyone is told; 1 of 1 by default."),
                optional(
                        "resolve_after",
                        TextShape.matching("a whole number from 1 to 99", "[1-9]\\d?")
                                .orNumber(),
                        "Windows in a row without a finding after which an incident is resolved; 3 by default."),
                optional("severity", TextShape.oneOf(severities), "How grave it is; medium by default."),
                optional("owner", word, "Who is told; one of the owners."),
                optional("profile", word, "A named set of thresholds: see docs/detectors.md."),
                optional(
                        "parameters",
                        new NamedShape("parameter", name, new PlainShape(false)),
                        "Settings of the detector; those of each are below."));
    }

    /** Sections on what each detector needs and can be told. */
    static String reference() {
        StringBuilder text = new StringBuilder();
        for (MonitorKind kind : MonitorKind.values()) {
            text.append("\n## Detector `").append(kind.text()).append("`\n\nInputs: ");
            text.append(kind.known().isEmpty() ? "none" : inputs(kind)).append(".\n\n");
            text.append(ShapeReference.markdown(kind.parameters()));
        }
        return text.toString();
    }

    private static String inputs(MonitorKind kind) {
        return kind.known().stream()
                .map(input -> "`" + input.text() + "`" + (kind.needed().contains(input) ? "" : " (if there is one)"))
                .collect(Collectors.joining(", "));
    }

    @SuppressWarnings({"UnusedException", "ReturnValueIgnored"}) // what is no path is an answer
    static boolean path(String text) {
        try {
            return FieldPath.parse(text).literal();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
