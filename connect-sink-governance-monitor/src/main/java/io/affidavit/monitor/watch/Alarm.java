/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.watch;

import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.policy.Monitor;
import io.affidavit.monitor.detect.Alert;
import io.affidavit.monitor.detect.Assessment;
import io.affidavit.monitor.detect.Hysteresis;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.detect.StateWriter;
import io.affidavit.monitor.incident.Incident;
import io.affidavit.monitor.incident.IncidentJson;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Turns the assessments of one monitor in one scope into incidents: one that lasts is updated, not told again, and ends by
 * itself once enough windows are clean.
 */
final class Alarm {

    private static final int MOST_BYTES = 1 << 20;

    private final Monitor monitor;
    private final Site site;
    private final Map<String, String> scope;
    private Hysteresis hysteresis;
    /** What is open, if only provisionally: the alert of a window that is not over. */
    private Incident latest;

    Alarm(Monitor monitor, Site site, Map<String, String> scope) {
        this.monitor = monitor;
        this.site = site;
        this.scope = scope;
        this.hysteresis = new Hysteresis(
                monitor.persistence().hits(), monitor.persistence().windows(), monitor.resolveAfter());
    }

    /** Takes what a record led to, before its window is over. */
    void sudden(OpenWindow window, Assessment assessment, Findings findings) {
        if (assessment instanceof Alert
                && latest == null
                && monitor.persistence().hits() == 1) {
            latest = opened(window, assessment, true);
            findings.incident(latest);
        }
    }

    /** Takes what a window that is over led to. */
    void over(OpenWindow window, Assessment assessment, Findings findings) {
        Hysteresis.Change change = hysteresis.update(assessment);
        if (change == Hysteresis.Change.RESOLVED) {
            findings.incident(resolved(latest, end(window)));
            latest = null;
            return;
        }
        if (change == Hysteresis.Change.RAISED) {
            latest = latest == null ? opened(window, assessment, false) : seen(window, assessment, 1);
        } else if (hysteresis.raised() && assessment instanceof Alert) {
            latest = seen(window, assessment, latest.occurrences() + 1);
        } else {
            return;
        }
        findings.incident(latest);
    }

    private Incident opened(OpenWindow window, Assessment assessment, boolean provisional) {
        Instant start = Instant.ofEpochMilli(window.start());
        return new Incident(
                site.ids().of(monitor.id(), monitor.digest(), site.where(), scope, start),
                Incident.State.OPEN,
                provisional,
                monitor.kind().text(),
                monitor.severity(),
                monitor.owner(),
                monitor.id(),
                Messages.of(monitor.kind()),
                new Incident.Rule(site.policy(), monitor.digest(), monitor.profile()),
                site.where(),
                scope,
                start,
                end(window),
                Instant.ofEpochMilli(window.first()),
                Instant.ofEpochMilli(window.last()),
                Optional.empty(),
                1,
                Measures.of(monitor, assessment),
                window.samples());
    }

    /** The incident that is open already, with what the window adds. */
    private Incident seen(OpenWindow window, Assessment assessment, long occurrences) {
        Instant start = Instant.ofEpochMilli(window.start());
        Instant first = Instant.ofEpochMilli(window.first());
        Instant last = Instant.ofEpochMilli(window.last());
        return new Incident(
                latest.id(),
                Incident.State.OPEN,
                false,
                latest.kind(),
                monitor.severity(),
                monitor.owner(),
                latest.monitor(),
                latest.message(),
                latest.rule(),
                latest.where(),
                latest.scope(),
                start.isBefore(latest.windowStart()) ? start : latest.windowStart(),
                end(window),
                first.isBefore(latest.firstSeen()) ? first : latest.firstSeen(),
                last,
                Optional.empty(),
                occurrences,
                Measures.of(monitor, assessment),
                window.samples());
    }

    /** The last version of an incident. */
    static Incident resolved(Incident open, Instant time) {
        return new Incident(
                open.id(),
                Incident.State.RESOLVED,
                false,
                open.kind(),
                open.severity(),
                open.owner(),
                open.monitor(),
                open.message(),
                open.rule(),
                open.where(),
                open.scope(),
                open.windowStart(),
                open.windowEnd(),
                open.firstSeen(),
                open.lastSeen(),
                Optional.of(time),
                open.occurrences(),
                open.measures(),
                open.offsets());
    }

    private Instant end(OpenWindow window) {
        return Instant.ofEpochMilli(window.start()).plus(monitor.window());
    }

    /** Writes the open incident first, so that it can be read by who knows nothing of the monitor. */
    void save(StateWriter writer) {
        writer.writeBytes(latest == null ? new byte[0] : IncidentJson.write(latest));
        hysteresis.save(writer);
    }

    void restore(StateReader reader) {
        latest = open(reader).orElse(null);
        hysteresis = Hysteresis.restore(
                monitor.persistence().hits(), monitor.persistence().windows(), monitor.resolveAfter(), reader);
    }

    /** The open incident at the beginning of what {@link #save} wrote. */
    @SuppressWarnings("UnusedException") // says less
    static Optional<Incident> open(StateReader reader) {
        byte[] json = reader.readBytes(MOST_BYTES);
        if (json.length == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(IncidentJson.read(json));
        } catch (InvalidJsonException e) {
            throw reader.invalid("an open incident cannot be read");
        }
    }
}
