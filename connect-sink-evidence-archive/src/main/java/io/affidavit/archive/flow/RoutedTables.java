/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import io.affidavit.archive.commit.ArchivedOffsets;
import io.affidavit.archive.commit.Book;
import io.affidavit.archive.commit.OffsetSet;
import io.affidavit.archive.commit.SourcePartition;
import io.affidavit.archive.commit.TableLostException;
import io.affidavit.archive.commit.Watermarks;
import io.affidavit.archive.convert.Rejection;
import io.affidavit.archive.route.RouteRules;
import io.affidavit.archive.table.ArchiveTables;
import io.affidavit.archive.table.UnusableTableException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Each record names its table. The quarantine is the book; tables are opened when the first record asks for them, and those
 * that waited longest are closed between batches. Where a table stands is remembered while it is closed.
 */
final class RoutedTables implements Tables {

    private static final Logger LOG = LoggerFactory.getLogger(RoutedTables.class);

    /** How many tables stay open between batches. */
    static final int KEPT_OPEN = 64;

    private final Routing routing;
    private final ArchiveTables catalog;
    private final QuarantineTable quarantine;
    private final BiFunction<Table, Standing, EventTable> opener;
    private final TableRegistry registry;
    private final AbsentTables absent;
    private final Map<String, EventTable> open = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Standing> standings = new HashMap<>();

    /** @throws ConnectException when the quarantine cannot be the book */
    RoutedTables(
            Routing routing,
            ArchiveTables catalog,
            QuarantineTable quarantine,
            BiFunction<Table, Standing, EventTable> opener,
            Clock clock) {
        this.routing = routing;
        this.catalog = catalog;
        this.quarantine = quarantine;
        this.opener = opener;
        Table book = quarantine.archive().table();
        Book.faultAsBook(book).ifPresent(fault -> {
            throw new ConnectException("Cannot keep the book in table " + book.name() + ": " + fault
                    + ". Set archive.quarantine.table to a new name");
        });
        Book.open(book);
        this.registry = new TableRegistry(book, routing.template().toString());
        this.absent = new AbsentTables(clock);
    }

    @Override
    public TableArchive book() {
        return quarantine.archive();
    }

    @Override
    public QuarantineTable quarantine() {
        return quarantine;
    }

    @Override
    public EventTable of(SinkRecord record) {
        String name = routing.template().name(record);
        EventTable table = open.get(name);
        if (table == null) {
            table = opened(name, record);
            open.put(name, table);
        }
        return table;
    }

    @Override
    public List<TableArchive> besideBook() {
        return open.values().stream().map(EventTable::archive).toList();
    }

    @Override
    public OffsetSet leftAhead(SourcePartition source, long begin) {
        return registry.ofOtherTemplates().stream()
                .map(TableIdentifier::parse)
                .flatMap(id -> catalog.find(id).stream())
                .map(table -> ArchivedOffsets.since(table, source, begin))
                .reduce(OffsetSet.EMPTY, OffsetSet::and);
    }

    @Override
    public PartitionLedger.Fate fateAhead() {
        return PartitionLedger.Fate.ELSEWHERE;
    }

    @Override
    public void takeOver(Collection<SourcePartition> sources) {
        book().takeOver(sources);
        closeIdle(0);
        standings.values().forEach(standing -> standing.forget(sources));
        besideBook().forEach(archive -> archive.takeOver(sources));
    }

    @Override
    public void superseded(TableArchive archive, Watermarks found) {
        if (archive != book() && archive.isAheadOf(found)) {
            throw new ConnectException(
                    "Cannot go on with table " + archive.table().name()
                            + ": it no longer has what was committed to it. Was it rolled back? No offset was moved."
                            + " Bring back its newest snapshot, then restart the task");
        }
        open.clear();
        standings.values().forEach(Standing::forgetAll);
        try {
            book().refresh();
        } catch (TableLostException e) {
            throw e;
        } catch (RuntimeException e) {
            // What is known is older then, which the next commit finds out.
            LOG.debug("Cannot refresh the book: {}", e.getClass().getName());
        }
        book().startOver();
    }

    @Override
    public void settled() {
        closeIdle(KEPT_OPEN);
    }

    private void closeIdle(int keep) {
        Iterator<EventTable> waitedLongest = open.values().iterator();
        while (open.size() > keep && waitedLongest.hasNext()) {
            if (waitedLongest.next().archive().isIdle()) {
                waitedLongest.remove();
            }
        }
    }

    private EventTable opened(String name, SinkRecord record) {
        TableIdentifier id = TableIdentifier.parse(name);
        if (id.equals(routing.book())) {
            throw new Rejection(RouteRules.TABLE_RESERVED, null);
        }
        if (!registry.has(name) && registry.size() >= routing.maxTables()) {
            throw new Rejection(RouteRules.TOO_MANY_TABLES, null);
        }
        return standings.containsKey(name) ? reopened(name, id) : openedFirst(name, id, record);
    }

    private EventTable openedFirst(String name, TableIdentifier id, SinkRecord record) {
        String refusal = absent.rule(name);
        if (refusal != null) {
            throw refused(refusal, record);
        }
        Optional<Table> found;
        try {
            found = IoFailure.guard(() ->
                    routing.creates() ? Optional.of(catalog.findOrCreate(id, routing.created())) : catalog.find(id));
        } catch (UnusableTableException e) {
            absent.add(name, RouteRules.TABLE_UNUSABLE);
            LOG.warn("Records are not archived into {}: {}", name, e.getMessage());
            throw refused(RouteRules.TABLE_UNUSABLE, record);
        }
        if (found.isEmpty()) {
            absent.add(name, RouteRules.TABLE_UNKNOWN);
            throw refused(RouteRules.TABLE_UNKNOWN, record);
        }
        Table table = found.get();
        IoFailure.guard(() -> {
            registry.enlist(name);
            return null;
        });
        Standing standing = new Standing(table.uuid(), Watermarks.of(table));
        standings.put(name, standing);
        return opener.apply(table, standing);
    }

    private EventTable reopened(String name, TableIdentifier id) {
        Table table = IoFailure.guard(() -> catalog.find(id)).orElseThrow(() -> TableLostException.dropped(name));
        Standing standing = standings.get(name);
        if (!standing.table().equals(table.uuid())) {
            throw TableLostException.replaced(name);
        }
        return opener.apply(table, standing);
    }

    /** The record itself names the table, so the message must not. */
    private RuntimeException refused(String rule, SinkRecord record) {
        if (!routing.failsOnUnknown()) {
            return new Rejection(rule, null);
        }
        return new ConnectException("Cannot archive record " + record.originalTopic() + "-"
                + record.originalKafkaPartition() + "@" + record.originalKafkaOffset() + ": the table it belongs to is "
                + (rule.equals(RouteRules.TABLE_UNKNOWN) ? "not there" : "not laid out as an archive")
                + ". Create the table, or set archive.table.auto.create=true or archive.unknown.table=quarantine");
    }
}
