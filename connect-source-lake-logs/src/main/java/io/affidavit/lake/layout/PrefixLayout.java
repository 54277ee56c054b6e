/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.layout;

import io.affidavit.lake.store.Micros;
import io.affidavit.lake.store.ObjectPage;
import io.affidavit.lake.store.ObjectStore;
import io.affidavit.lake.store.StoredObject;
import io.affidavit.lake.unit.Unit;
import io.affidavit.lake.unit.UnitName;
import io.affidavit.source.spi.SourceMeters;
import io.affidavit.source.spi.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Objects whose keys begin with the hour, or another period, in which they were made: the cursor is its start. Inside a
 * period the order of keys is not that of time and objects land late, so a period is read once it has been over for a lag.
 */
public final class PrefixLayout implements Layout {

    private static final Logger LOG = LoggerFactory.getLogger(PrefixLayout.class);

    private final ObjectStore store;
    private final TimePattern pattern;
    private final Predicate<StoredObject> wanted;
    private final Duration lag;
    private final SourceMeters meters;
    private final LateWatch watch = new LateWatch();
    private long bound = Long.MIN_VALUE;

    /** One page of the list, from after {@link #begin}; good for cursors below {@link #goodBefore}, which were closed then. */
    private List<StoredObject> page = List.of();

    private String begin;
    /** Where the page ends, or null if the list ends with it. */
    private String end;

    private long goodBefore = Long.MIN_VALUE;

    /** @param lag how long after its end a period is read */
    public PrefixLayout(
            ObjectStore store, TimePattern pattern, Predicate<StoredObject> wanted, Duration lag, SourceMeters meters) {
        this.store = store;
        this.pattern = pattern;
        this.wanted = wanted;
        this.lag = lag;
        this.meters = meters;
    }

    @Override
    public OptionalLong cursor(StoredObject object) {
        return wanted.test(object) ? pattern.start(object.key()) : OptionalLong.empty();
    }

    @Override
    public long safeBound(Instant now) throws StoreException {
        long reached = pattern.floor(Micros.of(now.minus(lag)));
        if (reached > bound) {
            bound = reached;
            for (long period : watch.periods()) {
                lookForLate(period);
            }
        }
        return reached;
    }

    private void lookForLate(long period) throws StoreException {
        String prefix = pattern.prefix(period);
        int late = 0;
        String place = prefix;
        while (place != null) {
            ObjectPage listed = store.list(place);
            place = listed.next();
            for (StoredObject object : listed.objects()) {
                if (!object.key().startsWith(prefix)) {
                    place = null;
                } else if (cursor(object).isPresent() && watch.isLate(period, object.key())) {
                    late++;
                }
            }
        }
        if (late > 0) {
            meters.late(late);
            LOG.warn(
                    "{} objects landed below {} of {} after it had been read. The next sweep of it sends them, if one is "
                            + "to come; else affidavit reconcile finds their rows. Raise source.lag.",
                    late,
                    prefix,
                    store.name());
        }
    }

    @Override
    public Optional<Unit> next(long from, String after, long before) throws StoreException {
        long first = pattern.ceiling(from);
        String start = pattern.prefix(first);
        if (after != null && UnitName.ORDER.compare(after, start) > 0) {
            start = after;
        }
        if (!covers(start, before)) {
            load(start, before);
        }
        while (true) {
            for (StoredObject object : page) {
                OptionalLong cursor = UnitName.ORDER.compare(object.key(), start) > 0
                        ? pattern.start(object.key())
                        : OptionalLong.empty();
                if (cursor.isPresent() && cursor.getAsLong() >= first) {
                    return cursor.getAsLong() < before
                            ? Optional.of(give(object, cursor.getAsLong(), after))
                            : Optional.empty();
                }
            }
            if (end == null || UnitName.ORDER.compare(end, pattern.prefix(pattern.ceiling(before))) > 0) {
                return Optional.empty();
            }
            load(end, before);
        }
    }

    private Unit give(StoredObject object, long cursor, String after) {
        boolean first = after == null || !after.startsWith(pattern.prefix(cursor));
        watch.gave(cursor, first ? null : after, object.key());
        return unit(object, cursor);
    }

    private boolean covers(String start, long before) {
        return begin != null
                && before <= goodBefore
                && UnitName.ORDER.compare(start, begin) >= 0
                && (end == null || UnitName.ORDER.compare(start, end) < 0);
    }

    private void load(String after, long before) throws StoreException {
        ObjectPage listed = store.list(after);
        page = listed.objects().stream()
                .filter(object -> cursor(object).isPresent())
                .toList();
        begin = after;
        end = listed.next();
        goodBefore = before;
        LOG.debug("Listed {} objects of {}, {} of them logs.", listed.objects().size(), store.name(), page.size());
    }
}
