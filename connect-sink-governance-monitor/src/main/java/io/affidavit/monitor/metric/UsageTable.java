/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.metric;

import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;
import io.affidavit.monitor.fields.FieldValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The open windows of usage in one partition; bounded, because a window takes no more scopes than allowed. */
public final class UsageTable {

    private static final int MOST_WINDOWS = 1_000_000;
    private static final int MOST_TEXT = 4_096;

    private final UsagePlan plan;
    private final int most;
    private final TreeMap<Long, Map<List<String>, Usage>> open = new TreeMap<>();
    private long leftOut;

    /** @param most scopes of one window */
    public UsageTable(UsagePlan plan, int most) {
        this.plan = plan;
        this.most = most;
    }

    /** Records of scopes for which a window had no room. */
    public long leftOut() {
        return leftOut;
    }

    /** Counts a record, unless its window is over. */
    public void take(FieldValues values, long time, long watermark) {
        if (plan.windows().over(time, watermark)) {
            return;
        }
        Map<List<String>, Usage> window =
                open.computeIfAbsent(plan.windows().start(time), any -> new LinkedHashMap<>());
        List<String> scope = plan.scope(values);
        Usage usage = window.get(scope);
        if (usage == null) {
            if (window.size() >= most) {
                leftOut++;
                return;
            }
            usage = new Usage();
            window.put(scope, usage);
        }
        plan.count(values, usage);
    }

    /** Tells the windows that the watermark has passed. */
    public void advance(long watermark, Consumer<Metric> metrics) {
        while (!open.isEmpty() && plan.windows().over(open.firstKey(), watermark)) {
            long start = open.firstKey();
            long end = plan.windows().end(start);
            open.pollFirstEntry()
                    .getValue()
                    .forEach((scope, usage) -> usage.tell(UsagePlan.named(scope), start, end, metrics));
        }
    }

    public void save(StateWriter writer) {
        writer.writeLong(plan.windows().millis()).writeLong(leftOut).writeInt(open.size());
        open.forEach((start, window) -> {
            writer.writeLong(start).writeInt(window.size());
            window.forEach((scope, usage) -> {
                scope.forEach(writer::writeText);
                usage.save(writer);
            });
        });
    }

    /** Goes on from what was saved; windows of another size are left behind. */
    public void restore(StateReader reader) {
        if (reader.readCount() != plan.windows().millis()) {
            return;
        }
        leftOut = reader.readCount();
        int windows = reader.readLength(MOST_WINDOWS, Long.BYTES);
        for (int i = 0; i < windows; i++) {
            long start = reader.readLong();
            Map<List<String>, Usage> window = new LinkedHashMap<>();
            int scopes = reader.readLength(MOST_WINDOWS, Long.BYTES);
            for (int s = 0; s < scopes; s++) {
                List<String> scope =
                        List.of(reader.readText(MOST_TEXT), reader.readText(MOST_TEXT), reader.readText(MOST_TEXT));
                window.put(scope, Usage.restore(reader));
            }
            open.put(start, window);
        }
        reader.finish();
    }
}
