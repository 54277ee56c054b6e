/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.content;

import io.affidavit.archive.removal.ObjectVersions;
import io.affidavit.archive.removal.ObjectVersions.Deletion;
import io.affidavit.archive.removal.ObjectVersions.Version;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what has waited in a content area for longer than any record can refer to it, whether it was brought home or its
 * record never came to be: every version of every object of a day that is long enough over. The day is in the name, so a
 * store's own times do not matter.
 */
public final class ContentSweep {

    private static final Logger LOG = LoggerFactory.getLogger(ContentSweep.class);
    private static final int DAY_CHARS = "2026-11-22".length();

    private final ContentArea area;
    private final Duration after;

    /** @param after how long after the end of its day an object stays */
    public ContentSweep(ContentArea area, Duration after) {
        this.area = area;
        this.after = after;
    }

    /**
     * Sweeps once; returns how many objects are gone. What the store keeps under a lock is tried again the next time.
     *
     * @throws RuntimeException when the store fails; the next sweep goes on
     */
    public int run(Instant now) {
        if (!(area.io() instanceof SupportsPrefixOperations io)) {
            LOG.info("Content in {} is not swept: its store cannot list files", area.location());
            return 0;
        }
        ObjectVersions objects = ObjectVersions.of(area.io());
        int gone = 0;
        int kept = 0;
        for (FileInfo file : io.listPrefix(area.location() + "/")) {
            if (isOver(file.location(), now)) {
                if (delete(objects, file.location())) {
                    gone++;
                } else {
                    kept++;
                }
            }
        }
        if (gone + kept > 0) {
            LOG.info(
                    "Deleted {} objects of content in {}; the store keeps {} that are due",
                    gone,
                    area.location(),
                    kept);
        }
        return gone;
    }

    private boolean isOver(String location, Instant now) {
        int name = location.lastIndexOf('/');
        int day = name - DAY_CHARS;
        // Whatever else lies there is not ours.
        if (day < 1
                || location.charAt(day - 1) != '/'
                || !location.substring(0, day - 1).endsWith(tail())) {
            return false;
        }
        try {
            Instant end = LocalDate.parse(location.substring(day, name))
                    .plusDays(1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
            return end.plus(after).isBefore(now);
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** The last part of the area's location: a store may give its locations another scheme. */
    private String tail() {
        return area.location().substring(area.location().lastIndexOf('/'));
    }

    private static boolean delete(ObjectVersions objects, String location) {
        List<Deletion> deletions = objects.of(location).stream()
                .map((Version version) -> objects.delete(version))
                .toList();
        return deletions.stream().allMatch(Deletion.Gone.class::isInstance);
    }
}
