/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.watch;

import io.affidavit.core.policy.Severity;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;
import io.affidavit.monitor.fields.FieldValues;
import io.affidavit.monitor.incident.Kinds;
import io.affidavit.monitor.incident.Measure;
import io.affidavit.monitor.metric.UsageTable;
import io.affidavit.monitor.sensor.Event;
import io.affidavit.monitor.window.EventTime;
import io.affidavit.monitor.window.Watermark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All monitors of one partition. Records are taken in the order of their offsets, once each; after any of them the state can
 * be saved, and a monitor restored from it goes on as if nothing had happened. Not safe for use by several threads.
 */
public final class PartitionMonitor {

    static final int VERSION = 2;

    private final Plan plan;
    private final Site site;
    private final Counts counts;
    private final Watermark watermark;
    private final List<Scopes> groups = new ArrayList<>();
    private final Optional<UsageTable> usage;
    private final FieldValues values;
    private long nextOffset;
    private long nextEnd = Long.MIN_VALUE;

    PartitionMonitor(
            Plan plan, PlanSettings settings, Site site, Counts counts, long nextOffset, Consumer<String> born) {
        this.plan = plan;
        this.site = site;
        this.counts = counts;
        this.watermark = new Watermark(settings.lateness(), settings.ahead());
        this.values = plan.values();
        this.nextOffset = nextOffset;
        plan.groups()
                .forEach(group -> groups.add(new Scopes(
                        group,
                        site,
                        settings.maxScopes(),
                        counts,
                        key -> born.accept(group.key().name() + '=' + key))));
        this.usage = plan.usage().map(use -> new UsageTable(use, settings.maxScopes()));
    }

    /**
     * A state that has seen nothing.
     *
     * @param nextOffset the first offset it is to see
     * @param born hears of each scope when it first appears, as text that names it within the topic
     */
    public static PartitionMonitor begin(
            Plan plan, PlanSettings settings, Site site, long nextOffset, Consumer<String> born) {
        return new PartitionMonitor(plan, settings, site, new Counts(), nextOffset, born);
    }

    /**
     * Goes on from a saved state. Monitors that are defined otherwise now begin anew, and say so.
     *
     * @throws io.affidavit.monitor.detect.StateException if the bytes are no state
     */
    public static PartitionMonitor restore(
            Plan plan, PlanSettings settings, Site site, byte[] state, Consumer<String> born, Findings findings) {
        return new SavedPartition(new StateReader(state)).restore(plan, settings, site, born, findings);
    }

    /** The offset of the next record that this state is to see. */
    public long nextOffset() {
        return nextOffset;
    }

    public Counts counts() {
        return counts;
    }

    /** Event time in milliseconds since 1970 before which windows are over. */
    public long watermark() {
        return watermark.time();
    }

    /** How many scopes have a state. */
    public int scopes() {
        return groups.stream().mapToInt(group -> group.all().size()).sum();
    }

    /**
     * Takes the record at an offset, which must not be before {@link #nextOffset}.
     *
     * @param value as a converter made it, or JSON as text or bytes; null for a tombstone
     * @param timestamp the record's Kafka timestamp; null where it has none
     */
    public void take(Object value, Long timestamp, long offset, Findings findings) {
        nextOffset = offset + 1;
        if (value == null) {
            counts.tombstone();
            return;
        }
        counts.record();
        if (!plan.reader().read(value, values)) {
            counts.unreadableOne();
            return;
        }
        long time = EventTime.of(values, plan.timeField());
        if (time == EventTime.NONE) {
            counts.untimedOne();
            time = timestamp == null ? Math.max(0, watermark.latest()) : timestamp;
        }
        if (!watermark.advance(time, timestamp)) {
            counts.aheadOne();
            return;
        }
        closeDue(findings);
        Event event = new Event(values, time, watermark.time(), offset);
        for (int i = 0; i < groups.size(); i++) {
            groups.get(i).take(event, watermark.time(), findings);
        }
        if (usage.isPresent()) {
            usage.get().take(values, time, watermark.time());
        }
    }

    /** Passes over a record that is about other records. */
    public void passOver(long offset) {
        nextOffset = offset + 1;
        counts.control();
    }

    private void closeDue(Findings findings) {
        long now = watermark.time();
        if (now < nextEnd) {
            return;
        }
        groups.forEach(group -> group.advance(now, findings));
        usage.ifPresent(table -> table.advance(now, findings::metric));
        nextEnd = plan.nextEnd(now);
    }

    /**
     * Goes on at another offset because the records before it are gone, and tells it.
     *
     * @param logStart the first offset that is still there
     */
    public void gap(long logStart, Findings findings) {
        lost(nextOffset, logStart, logStart - nextOffset, findings);
        nextOffset = logStart;
    }

    /**
     * Tells that records were deleted before they came.
     *
     * @param from offset of the first
     * @param to offset after the last
     * @param offsets how many there were of them at most
     */
    public void lost(long from, long to, long offsets, Findings findings) {
        findings.incident(Notes.note(
                site,
                Kinds.GAP,
                Long.toString(from),
                Severity.CRITICAL,
                "Records were deleted before the monitor saw them; its figures say nothing of them.",
                now(),
                List.of(Measure.count("lost_offsets", offsets, Double.NaN)),
                List.of(from, to)));
    }

    /** The latest event time, for notes. */
    public Instant now() {
        return Instant.ofEpochMilli(Math.max(0, watermark.latest()));
    }

    /** Where and by which policy it works. */
    public Site site() {
        return site;
    }

    List<Scopes> groups() {
        return groups;
    }

    /** The whole state; equal states are equal bytes. */
    public byte[] save() {
        StateWriter writer = new StateWriter();
        writer.writeInt(VERSION).writeLong(site.from()).writeText(plan.digest());
        writer.writeLong(nextOffset).writeLong(watermark.latest());
        counts.save(writer);
        writer.writeInt(groups.size());
        groups.forEach(group -> SavedGroup.of(group).write(writer));
        for (Scopes group : groups) {
            group.all().values().forEach(scope -> scope.save(writer));
        }
        writer.writeBoolean(usage.isPresent());
        usage.ifPresent(table -> {
            StateWriter state = new StateWriter();
            table.save(state);
            writer.writeBytes(state.bytes());
        });
        return writer.bytes();
    }

    /** Goes on at the latest event time that was seen. */
    void resume(long latest) {
        watermark.resume(latest);
    }

    void restoreUsage(byte[] state) {
        usage.ifPresent(table -> table.restore(new StateReader(state)));
    }
}
