/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect.misuse;

import static io.affidavit.monitor.detect.Inputs.require;

import io.affidavit.monitor.detect.Detector;
import io.affidavit.monitor.detect.StateKind;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;
import io.affidavit.monitor.detect.Tally;
import io.affidavit.monitor.detect.misuse.Waiting.Item;
import java.util.List;
import java.util.Optional;

/**
 * High-risk calls that no human approved in time. A rule, not a statistic.
 *
 * <p>A call is approved by an approval of its id up to {@code withinMs} before or after it, in event time, in whichever order
 * the two arrive. {@link #advance} reports what was not, once event time has passed the deadline. At most {@code most} calls wait; one more makes
 * the oldest be reported at once, as given up rather than as timed out.
 *
 * <p>State: 404 bytes for each call or approval that waits, at most; {@link #stateBytes()} has the bound. Cannot be merged.
 */
public final class MissingApproval implements Detector {

    /**
     * How long approvals may take.
     *
     * @param withinMs milliseconds of event time between call and approval
     * @param most calls, and as many approvals, that wait
     */
    public record Config(long withinMs, int most) {

        public Config {
            require(withinMs >= 1, "a time of at least a millisecond");
            require(most >= 1 && most <= 1_000_000, "1 to 1,000,000 calls that wait");
        }

        /** Fifteen minutes, 10,000 calls. */
        public static Config defaults() {
            return new Config(900_000, 10_000);
        }
    }

    /**
     * A call without approval.
     *
     * @param id the call's id, record content
     * @param timeMs when it was made
     * @param position where it was read, as given to {@link #call}
     * @param timedOut whether its time ran out; false where it was given up for want of room
     */
    public record Missing(String id, long timeMs, long position, boolean timedOut) {

        private static Missing of(Item call, boolean timedOut) {
            return new Missing(call.id(), call.time(), call.position(), timedOut);
        }

        /** Without the id: it is record content. */
        @Override
        public String toString() {
            return "Missing[timeMs=" + timeMs + ", position=" + position + ", timedOut=" + timedOut + "]";
        }
    }

    private static final int VERSION = 1;

    private final Config config;
    private final Waiting calls;
    private final Waiting approvals;
    private long refused;

    public MissingApproval(Config config) {
        this.config = config;
        this.calls = new Waiting(config.most());
        this.approvals = new Waiting(config.most());
    }

    /**
     * Takes a high-risk call. One without an id or with a negative time is refused; a second one of an id that waits is
     * the same call.
     *
     * @return the oldest call, given up, where one too many waits now
     */
    public Optional<Missing> call(String id, long timeMs, long position) {
        if (unusable(id, timeMs)) {
            return Optional.empty();
        }
        String name = Tally.kept(id);
        Optional<Item> approval =
                approvals.of(name).filter(item -> Math.abs(timeMs - item.time()) <= config.withinMs());
        if (approval.isPresent()) {
            approvals.remove(approval.get());
            return Optional.empty();
        }
        if (calls.of(name).isPresent()) {
            return Optional.empty();
        }
        return calls.add(new Item(name, timeMs, position)).map(item -> Missing.of(item, false));
    }

    /** Takes a human approval of a call. One that comes too late for its call leaves it to be reported. */
    public void approve(String id, long timeMs) {
        if (unusable(id, timeMs)) {
            return;
        }
        String name = Tally.kept(id);
        Optional<Item> call = calls.of(name);
        if (call.isPresent()) {
            if (Math.abs(timeMs - call.get().time()) <= config.withinMs()) {
                calls.remove(call.get());
            }
            return;
        }
        approvals.of(name).ifPresent(approvals::remove);
        approvals.add(new Item(name, timeMs, 0));
    }

    /** Says that event time has reached {@code watermarkMs} and gets the calls whose time ran out, oldest first. */
    public List<Missing> advance(long watermarkMs) {
        long deadline = watermarkMs - config.withinMs();
        approvals.before(deadline);
        return calls.before(deadline).stream()
                .map(call -> Missing.of(call, true))
                .toList();
    }

    /** How many calls wait for an approval. */
    public int waiting() {
        return calls.size();
    }

    private boolean unusable(String id, long timeMs) {
        boolean unusable = id == null || timeMs < 0;
        refused += unusable ? 1 : 0;
        return unusable;
    }

    @Override
    public void reset() {
        calls.clear();
        approvals.clear();
    }

    @Override
    public long refused() {
        return refused;
    }

    @Override
    public void save(StateWriter writer) {
        writer.begin(StateKind.MISSING_APPROVAL, VERSION).writeLong(refused);
        calls.save(writer);
        approvals.save(writer);
    }

    public static MissingApproval restore(Config config, StateReader reader) {
        MissingApproval restored = new MissingApproval(config);
        reader.begin(StateKind.MISSING_APPROVAL, VERSION);
        restored.refused = reader.readCount();
        restored.calls.restore(reader);
        restored.approvals.restore(reader);
        return restored;
    }

    @Override
    public long stateBytes() {
        return 2 + Long.BYTES + calls.stateBytes() + approvals.stateBytes();
    }
}
