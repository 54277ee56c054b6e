/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.replay;

import io.affidavit.archive.replay.WindowReader.Found;
import io.affidavit.archive.replay.grant.Budget;
import io.affidavit.archive.replay.grant.InvalidGrantException;
import io.affidavit.archive.replay.grant.ReplayGrant;
import io.affidavit.core.key.TrustedKeys;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.iceberg.Table;

/**
 * One replay under a grant: a survey of its scope, then the records, then the receipt. The grant is checked before each of these
 * steps; one that has expired or lost its trust ends the replay, with a receipt if any had begun. Not thread-safe.
 */
public final class Replay {

    private final ReplayGrant grant;
    private final Supplier<TrustedKeys> trusted;
    private final Supplier<Table> tables;
    private final long windowBytes;
    private final Clock clock;
    private final BooleanSupplier goOn;
    private final Deque<Found> window = new ArrayDeque<>();
    private ReplayPosition position;
    private WindowReader reader;

    /**
     * @param trusted asked before each step, so that a key taken away counts at once
     * @param tables loads the granted table, as it is now
     * @param position where to go on
     * @param windowBytes of canonical encoding that are read at a time
     * @param goOn false ends a survey early
     */
    public Replay(
            ReplayGrant grant,
            Supplier<TrustedKeys> trusted,
            Supplier<Table> tables,
            ReplayPosition position,
            long windowBytes,
            Clock clock,
            BooleanSupplier goOn) {
        this.grant = grant;
        this.trusted = trusted;
        this.tables = () -> granted(tables.get());
        this.position = position;
        this.windowBytes = windowBytes;
        this.clock = clock;
        this.goOn = goOn;
    }

    /**
     * Takes the next step.
     *
     * @param most records at a time; those of one coordinate stay together
     * @throws InvalidGrantException when the grant gives no right, and a receipt of that is written already or needless
     * @throws OverBudgetException before any record over the budget is given out
     */
    public ReplayStep next(int most) {
        if (position.outcome().isPresent()) {
            if (position.outcome().get() != Outcome.COMPLETE) {
                checkGrant();
                throw stopped();
            }
            return new ReplayStep.Nothing();
        }
        if (position.bounds().isEmpty()) {
            checkGrant();
        } else {
            Optional<Outcome> reason = stopsFor();
            if (reason.isPresent()) {
                return end(reason.get());
            }
        }
        if (reader == null && !survey()) {
            return new ReplayStep.Nothing();
        }
        if (window.isEmpty()) {
            window.addAll(reader.next());
            checkBudget();
            // Reading a window takes its time.
            Optional<Outcome> reason = stopsFor();
            if (reason.isPresent()) {
                return end(reason.get());
            }
        }
        return window.isEmpty() ? end(Outcome.COMPLETE) : new ReplayStep.Rows(take(most));
    }

    private void checkGrant() {
        grant.checkSignatures(trusted.get());
        grant.checkTime(clock.instant());
    }

    @SuppressWarnings("UnusedException") // the next step says it
    private Optional<Outcome> stopsFor() {
        if (grant.hasExpired(clock.instant())) {
            return Optional.of(Outcome.EXPIRED);
        }
        TrustedKeys keys = trusted.get();
        try {
            grant.checkSignatures(keys);
            return Optional.empty();
        } catch (InvalidGrantException e) {
            return Optional.of(Outcome.REVOKED);
        }
    }

    private ReplayStoppedException stopped() {
        return new ReplayStoppedException(
                "Cannot replay further: grant " + grant.terms().id()
                        + " ended the replay when it was "
                        + position.outcome().orElseThrow().text()
                        + ". Ask for another grant.");
    }

    private boolean survey() {
        Optional<ReplaySurvey> survey = ReplaySurvey.of(tables.get(), grant.terms(), position, goOn);
        survey.ifPresent(found -> {
            position = position.surveyed(found.bounds(), found.withheld());
            reader = new WindowReader(tables, grant.terms(), found, windowBytes);
        });
        return survey.isPresent();
    }

    private Table granted(Table table) {
        if (!table.uuid().toString().equals(grant.terms().tableUuid())) {
            throw new ReplayStoppedException(
                    "Cannot replay table " + grant.terms().table()
                            + ": it is not the table that the grant is for, but was made later under its name. Ask for another"
                            + " grant.");
        }
        return table;
    }

    /** The table may hold more than it did when it was surveyed. */
    private void checkBudget() {
        Budget budget = grant.terms().budget();
        long bytes = window.stream()
                .mapToLong(found -> found.canonical().remaining())
                .sum();
        if (position.records() + window.size() > budget.records() || position.bytes() + bytes > budget.bytes()) {
            window.clear();
            throw new OverBudgetException(grant.terms().id(), budget);
        }
    }

    private List<ReplayedRow> take(int most) {
        List<ReplayedRow> rows = new ArrayList<>();
        while (!window.isEmpty() && rows.size() < most) {
            takeCoordinate(rows);
        }
        return rows;
    }

    private void takeCoordinate(List<ReplayedRow> rows) {
        Coordinate coordinate = window.getFirst().coordinate();
        List<Found> same = new ArrayList<>();
        long bytes = 0;
        while (!window.isEmpty() && window.getFirst().coordinate().equals(coordinate)) {
            same.add(window.removeFirst());
            bytes += same.get(same.size() - 1).canonical().remaining();
        }
        ReplayPosition before = position;
        position = position.after(coordinate, same.size(), bytes);
        for (int i = 0; i < same.size(); i++) {
            Found found = same.get(i);
            rows.add(new ReplayedRow(
                    coordinate, found.row(), found.canonical().remaining(), i == same.size() - 1 ? position : before));
        }
    }

    private ReplayStep end(Outcome outcome) {
        window.clear();
        position = position.ended(outcome);
        return new ReplayStep.Ended(new UsageReceipt(grant, position, clock.instant()));
    }
}
