/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.function.LongConsumer;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** Tells the greatest heap that was left after a collection: what was in use, not what was waiting to be collected. */
final class HeapWatch {

    private HeapWatch() {}

    /** @param listener told of each new maximum, in bytes */
    static void start(LongConsumer listener) {
        long[] greatest = new long[1];
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, handback) -> {
                                long left = left((CompositeData) notification.getUserData());
                                synchronized (greatest) {
                                    if (left > greatest[0]) {
                                        greatest[0] = left;
                                        listener.accept(left);
                                    }
                                }
                            },
                            null,
                            null);
        }
    }

    private static long left(CompositeData collection) {
        return GarbageCollectionNotificationInfo.from(collection)
                .getGcInfo()
                .getMemoryUsageAfterGc()
                .entrySet()
                .stream()
                .filter(pool -> pool.getKey().matches(".*(Eden|Survivor|Old|Tenured).*"))
                .map(Map.Entry::getValue)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
    }
}
