/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.replay;

import io.affidavit.archive.replay.grant.Masking;
import io.affidavit.archive.replay.grant.OffsetWindow;
import io.affidavit.archive.replay.grant.ReplayGrant;
import io.affidavit.archive.replay.grant.ReplayRequest;
import io.affidavit.archive.replay.grant.SignedRequest;
import io.affidavit.cli.output.Columns;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Everything that a signature is for, to be read before it is given. */
final class GrantText {

    private final StringBuilder text = new StringBuilder();

    private GrantText() {}

    static String of(SignedRequest request) {
        GrantText text = new GrantText();
        text.terms(request.request());
        text.line("asked by", request.request().requester() + ", key " + request.keyId());
        return text.text.toString();
    }

    static String of(ReplayGrant grant) {
        GrantText text = new GrantText();
        text.terms(grant.terms());
        text.line("asked by", grant.terms().requester() + ", key " + grant.requesterKeyId());
        text.line(
                "approved by",
                grant.approval().approver() + ", key " + grant.approverKeyId() + ", at "
                        + grant.approval().at());
        return text.text.toString();
    }

    private void terms(ReplayRequest terms) {
        text.append("Replay ").append(terms.id()).append(System.lineSeparator());
        line("purpose", terms.purpose());
        line("ticket", terms.ticket());
        line("table", terms.table() + " (" + terms.tableUuid() + ")");
        line("where", terms.scope().where().text());
        line(
                "offsets",
                terms.scope().offsets().isEmpty()
                        ? "all"
                        : terms.scope().offsets().stream()
                                .map(OffsetWindow::toString)
                                .collect(Collectors.joining(", ")));
        line("permissions", String.join(", ", new TreeSet<>(terms.scope().permissions())));
        line("to topic", terms.topic() + " by connector " + terms.connector());
        masking(terms.masking());
        line(
                "at most",
                Columns.number(terms.budget().records()) + " records, "
                        + Columns.number(terms.budget().bytes()) + " bytes");
        line("time", terms.notBefore() + " to " + terms.expires());
    }

    private void masking(Masking masking) {
        if (masking instanceof Masking.Transform transform) {
            line("masking", "transform " + transform.alias() + ", with exactly");
            new TreeMap<>(transform.settings()).forEach((key, value) -> line("", key + "=" + value));
            new TreeSet<>(transform.secrets()).forEach(key -> line("", key + " set, to a secret"));
        } else {
            line("masking", "NONE: records leave as the archive has them");
        }
    }

    private void line(String name, String value) {
        text.append(String.format("  %-12s %s", name, value)).append(System.lineSeparator());
    }
}
