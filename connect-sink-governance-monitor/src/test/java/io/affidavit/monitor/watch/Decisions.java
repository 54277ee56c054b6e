/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.watch;

import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A seeded stream of credit decisions as JSON: one model is fair, the other disadvantages a group from some record on, changes
 * its version, and is used at night. A third of the events come a little out of order.
 */
final class Decisions {

    static final long BEGIN = 1_764_000_000_000L;
    static final long STEP = 500;

    private final SplittableRandom random;
    private long count;

    Decisions(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** When the next decision is made, before disorder. */
    long time() {
        return BEGIN + count * STEP;
    }

    String next() {
        boolean fair = count % 2 == 0;
        boolean female = random.nextBoolean();
        boolean unfairNow = !fair && female && count > 4_000;
        boolean changed = !fair && count > 6_000;
        boolean approved = random.nextDouble() < (unfairNow ? .3 : .6) - (changed ? .2 : 0);
        long time = time() - (random.nextInt(3) == 0 ? random.nextInt(20_000) : 0);
        String version = changed ? "2" : "1";
        count++;
        return String.format(
                Locale.ROOT,
                "{\"event_time\":%d,\"tenant_id\":\"t%d\",\"model\":{\"request_model\":\"%s\",\"model_version\":\"%s\"},"
                        + "\"identity\":{\"agent_id\":\"a%d\",\"session_id\":\"s%d\"},"
                        + "\"decision\":{\"decision_outcome\":\"%s\",\"score\":%.3f,\"verdict\":\"%s\","
                        + "\"tool_name\":\"tool%d\",\"tool_call_id\":\"c%d\","
                        + "\"subject_attributes\":{\"sex\":\"%s\"}},"
                        + "\"usage\":{\"input_tokens\":%d,\"output_tokens\":%d,\"cost\":\"%.4f\",\"latency_ms\":%d}}",
                time,
                random.nextInt(2),
                fair ? "fair" : "unfair",
                version,
                random.nextInt(3),
                random.nextInt(50),
                approved ? "approved" : "denied",
                approved ? .5 + random.nextDouble() / 2 : random.nextDouble() / 2,
                random.nextInt(20) == 0 ? "block" : "allow",
                random.nextInt(4),
                count,
                female ? "F" : "M",
                100 + random.nextInt(900),
                50 + random.nextInt(400),
                random.nextDouble() / 10,
                100 + random.nextInt(400));
    }
}
