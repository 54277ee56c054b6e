/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.exposure;

import io.affidavit.smt.walk.RecordWalk;
import io.affidavit.smt.walk.WalkSettings;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Writes paths for reports. Names of map entries can be content, such as the address of a user: what is long, has many digits,
 * is no plain name or is found by the scanner becomes a star.
 */
final class PathNames {

    private static final String STAR = "*";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$.:-]{0,39}");
    private static final Pattern MANY_DIGITS = Pattern.compile("(\\D*\\d){5}.*");

    private final RecordWalk<SourceRecord> walk;
    private boolean found;

    PathNames(WalkSettings settings) {
        walk = new RecordWalk<>(settings, (label, score, start, end, inName, readable) -> found = true);
    }

    String path(Place place) {
        Deque<String> path = new ArrayDeque<>();
        for (Place at = place; at != null; at = at.parent()) {
            if (at.name() != null) {
                path.addFirst(shown(at.name()));
            }
        }
        return String.join(".", path);
    }

    private String shown(String name) {
        if (!PLAIN.matcher(name).matches() || MANY_DIGITS.matcher(name).matches()) {
            return STAR;
        }
        found = false;
        walk.apply(new SourceRecord(
                Map.of(), Map.of(), "scan", null, null, null, null, Collections.singletonMap(name, null)));
        return found ? STAR : name;
    }
}
