/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.misuse;

import static io.affidavit.monitor.detect.Inputs.require;

import io.affidavit.monitor.detect.Alert;
import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.Detector;
import io.affidavit.monitor.detect.InsufficientSample;
import io.affidavit.monitor.detect.Normal;
import io.affidavit.monitor.detect.StateKind;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;
import io.affidavit.monitor.detect.Statistics;
import io.affidavit.monitor.detect.Tally;

/**
 * Actors that a policy denies again and again: a count of denials by event time in a sliding window, for each actor. A
 * threshold rule, not a statistic.
 *
 * <p>Only the latest {@code threshold} denials of an actor are kept; they decide whether the threshold is reached. A denial
 * may come late: it counts where it belongs, unless so many later ones came before. Actors who were denied longest ago make
 * way for new ones.
 *
 * <p>State: 8 bytes a denial kept; {@link #stateBytes()} has the bound. Cannot be merged where actors make way.
 */
public final class RepeatedDenials implements Detector {

    /**
     * What is too often.
     *
     * @param threshold denials from which to alert, 2 to 1,000
     * @param windowMs within how many milliseconds of event time
     * @param mostActors actors remembered
     */
    public record Config(int threshold, long windowMs, int mostActors) {

        public Config {
            require(threshold >= 2 && threshold <= 1_000, "a threshold of 2 to 1,000 denials");
            require(windowMs >= 1, "a window of at least a millisecond");
            require(mostActors >= 1 && mostActors <= 1_000_000, "1 to 1,000,000 actors");
        }

        /** Five within ten minutes, of 10,000 actors. */
        public static Config defaults() {
            return new Config(5, 600_000, 10_000);
        }
    }

    private static final int VERSION = 1;
    private static final int NAME_BYTES = 3 * Tally.NAME_CHARS;

    private final Config config;
    private final Recent<String, Denials> actors;
    private long refused;

    public RepeatedDenials(Config config) {
        this.config = config;
        this.actors = new Recent<>(config.mostActors());
    }

    /** Takes a denial at an event time in milliseconds; one without an actor or with a negative time is refused. */
    public Assessment add(String actor, long timeMs) {
        if (actor == null || timeMs < 0) {
            refused++;
            return new InsufficientSample(0, config.threshold());
        }
        String name = Tally.kept(actor);
        Denials denials = actors.use(name, () -> new Denials(config.threshold()));
        denials.add(timeMs);
        int count = denials.within(config.windowMs());
        Statistics statistics =
                Statistics.of("denials", count, config.threshold(), count).about(name);
        return count >= config.threshold() ? new Alert(statistics) : new Normal(statistics);
    }

    @Override
    public void reset() {
        actors.clear();
    }

    @Override
    public long refused() {
        return refused;
    }

    @Override
    public void save(StateWriter writer) {
        writer.begin(StateKind.REPEATED_DENIALS, VERSION).writeLong(refused).writeInt(actors.size());
        actors.forEach((actor, denials) -> denials.save(writer.writeText(actor)));
    }

    public static RepeatedDenials restore(Config config, StateReader reader) {
        RepeatedDenials restored = new RepeatedDenials(config);
        reader.begin(StateKind.REPEATED_DENIALS, VERSION);
        restored.refused = reader.readCount();
        int count = reader.readLength(config.mostActors(), 2 * Integer.BYTES);
        for (int i = 0; i < count; i++) {
            restored.actors.put(reader.readText(NAME_BYTES), Denials.restore(config.threshold(), reader));
        }
        if (restored.actors.size() != count) {
            throw reader.invalid("an actor is there twice");
        }
        return restored;
    }

    @Override
    public long stateBytes() {
        long perActor = 2L * Integer.BYTES + NAME_BYTES + (long) config.threshold() * Long.BYTES;
        return 2 + Long.BYTES + Integer.BYTES + config.mostActors() * perActor;
    }

    /** The latest times of one actor's denials, ascending. */
    private static final class Denials {

        private final long[] times;
        private int size;

        Denials(int most) {
            this.times = new long[most];
        }

        void add(long time) {
            if (size == times.length) {
                if (time <= times[0]) {
                    return;
                }
                System.arraycopy(times, 1, times, 0, --size);
            }
            int place = size++;
            while (place > 0 && times[place - 1] > time) {
                times[place] = times[place - 1];
                place--;
            }
            times[place] = time;
        }

        /** How many lie less than {@code window} before the latest. */
        int within(long window) {
            long latest = times[size - 1];
            int count = 0;
            for (int i = 0; i < size; i++) {
                count += latest - times[i] < window ? 1 : 0;
            }
            return count;
        }

        void save(StateWriter writer) {
            writer.writeInt(size);
            for (int i = 0; i < size; i++) {
                writer.writeLong(times[i]);
            }
        }

        static Denials restore(int most, StateReader reader) {
            Denials restored = new Denials(most);
            int size = reader.readLength(most, Long.BYTES);
            for (int i = 0; i < size; i++) {
                restored.times[i] = reader.readCount();
                if (i > 0 && restored.times[i] < restored.times[i - 1]) {
                    throw reader.invalid("its times do not rise");
                }
            }
            restored.size = size;
            if (size == 0) {
                throw reader.invalid("an actor was never denied");
            }
            return restored;
        }
    }
}
