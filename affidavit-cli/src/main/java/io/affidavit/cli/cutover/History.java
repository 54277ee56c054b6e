/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.cutover;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the journal says of one migration, oldest first. */
record History(List<Entry> entries) {

    History {
        entries = List.copyOf(entries);
    }

    /** Where it stands. */
    Step step() {
        return last(Entry.Kind.MOVE)
                .flatMap(move -> move.text("to"))
                .flatMap(Step::of)
                .orElse(Step.SHADOW);
    }

    /** Since when, or empty where no step was ever taken. */
    Optional<Instant> since() {
        return last(Entry.Kind.MOVE).map(Entry::at);
    }

    Optional<Entry> last(Entry.Kind kind) {
        return entries.stream().filter(entry -> entry.kind() == kind).reduce((before, after) -> after);
    }

    /** The clean checks since the last step that no unclean one followed, oldest first. */
    List<Entry> cleanChecks() {
        List<Entry> clean = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.kind() == Entry.Kind.MOVE) {
                clean.clear();
            } else if (entry.kind() == Entry.Kind.CHECK) {
                if (entry.flag("clean")) {
                    clean.add(entry);
                } else {
                    clean.clear();
                }
            }
        }
        return clean;
    }
}
