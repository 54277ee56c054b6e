/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.hold;

import io.affidavit.archive.commit.Holds;
import io.affidavit.archive.evidence.hash.Sha256;
import io.affidavit.archive.evidence.statement.HoldStatement;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.hold.predicate.HoldPredicate;
import io.affidavit.core.data.CanonicalJson;
import io.affidavit.core.key.TrustedKeys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Table;

/**
 * Every hold of a table, open and past, as its statements tell. Each statement about a hold names the one before, so that only
 * these are read.
 */
public final class HoldRegistry {

    private final Optional<StatementRef> newest;
    private final Map<String, HoldEntry> entries;
    private final Map<Long, StatementRef> statements;
    private final long epoch;

    private HoldRegistry(
            Optional<StatementRef> newest,
            Map<String, HoldEntry> entries,
            Map<Long, StatementRef> statements,
            long epoch) {
        this.newest = newest;
        this.entries = entries;
        this.statements = statements;
        this.epoch = epoch;
    }

    /**
     * The holds of the table as it was loaded. Hashes of statements are checked, signatures are not.
     *
     * @throws UnreadableHoldsException when they cannot be told
     */
    public static HoldRegistry of(Table table) {
        return read(table, Optional.empty());
    }

    /**
     * The same, from statements that one of the trusted keys signed.
     *
     * @throws UnreadableHoldsException when they cannot be told, or one is not signed so
     */
    public static HoldRegistry of(Table table, TrustedKeys trusted) {
        return read(table, Optional.of(trusted));
    }

    private static HoldRegistry read(Table table, Optional<TrustedKeys> trusted) {
        Optional<StatementRef> newest;
        try {
            newest = Holds.statement(table);
        } catch (IllegalArgumentException e) {
            throw new UnreadableHoldsException(table.name(), "the reference to their newest statement is damaged");
        }
        long epoch = Holds.epoch(table);
        if (newest.isEmpty()) {
            if (epoch != 0) {
                throw new UnreadableHoldsException(
                        table.name(), "it is in hold epoch " + epoch + " and refers to no statement about one");
            }
            return new HoldRegistry(newest, Map.of(), Map.of(), 0);
        }
        Map<String, HoldEntry> entries = new LinkedHashMap<>();
        Map<Long, StatementRef> statements = new HashMap<>();
        HoldChain chain = new HoldChain(table, trusted);
        long reached = 0;
        for (HoldChain.Link link : chain.oldestFirst(newest.get())) {
            HoldStatement statement = link.statement();
            apply(statement, entries, table.name());
            statements.put(statement.epoch(), link.ref());
            reached = statement.epoch();
            if (!digest(open(entries.values())).equals(statement.registry())) {
                throw new UnreadableHoldsException(
                        table.name(), "the digest of statement " + statement.sequence() + " is of other holds");
            }
        }
        if (reached != epoch) {
            throw new UnreadableHoldsException(
                    table.name(), "it is in hold epoch " + epoch + ", its newest statement about one is of " + reached);
        }
        return new HoldRegistry(newest, entries, statements, epoch);
    }

    private static void apply(HoldStatement statement, Map<String, HoldEntry> entries, String table) {
        HoldEntry known = entries.get(statement.holdId());
        boolean places = statement.action() == HoldStatement.Action.PLACE;
        if (places ? known != null : known == null || !known.isOpen()) {
            throw new UnreadableHoldsException(
                    table,
                    "statement " + statement.sequence() + " "
                            + statement.action().text() + "s a hold that is "
                            + (known == null ? "not there" : known.isOpen() ? "open already" : "released already"));
        }
        entries.put(
                statement.holdId(),
                places
                        ? new HoldEntry(placed(statement, table), Optional.empty())
                        : new HoldEntry(
                                known.hold(),
                                Optional.of(new HoldEntry.Release(
                                        statement.reason(),
                                        statement.writer(),
                                        statement.createdAt(),
                                        statement.epoch()))));
    }

    @SuppressWarnings("UnusedException") // said in full by the message
    private static Hold placed(HoldStatement statement, String table) {
        try {
            HoldPredicate predicate = HoldPredicate.parse(statement.predicate());
            if (!predicate.json().equals(statement.expression())) {
                throw new UnreadableHoldsException(
                        table, "statement " + statement.sequence() + " has two predicates that differ");
            }
            return new Hold(
                    statement.holdId(),
                    statement.matter(),
                    statement.reason(),
                    statement.writer(),
                    statement.createdAt(),
                    predicate,
                    statement.epoch());
        } catch (IllegalArgumentException e) {
            throw new UnreadableHoldsException(
                    table,
                    "statement " + statement.sequence() + " has a predicate or an id that this version cannot read");
        }
    }

    /** Number of statements about holds so far: the epoch that the table is in. */
    public long epoch() {
        return epoch;
    }

    /** Every hold by its id, in the order they were placed. */
    public List<HoldEntry> entries() {
        return List.copyOf(entries.values());
    }

    /** The hold of that id, open or past. */
    public Optional<HoldEntry> find(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    /** Where the statement is stored that began an epoch. */
    public Optional<StatementRef> statement(long ofEpoch) {
        return Optional.ofNullable(statements.get(ofEpoch));
    }

    /** The holds in force. */
    public List<Hold> open() {
        return open(entries.values());
    }

    /** The digest over the holds in force. */
    public String digest() {
        return digest(open());
    }

    /** The newest statement about a hold. */
    Optional<StatementRef> newest() {
        return newest;
    }

    private static List<Hold> open(Collection<HoldEntry> entries) {
        return entries.stream().filter(HoldEntry::isOpen).map(HoldEntry::hold).toList();
    }

    /**
     * SHA-256 over the canonical JSON (RFC 8785) of a list with one object per hold, {@code epoch}, {@code filter},
     * {@code holdId} and {@code matter}, sorted by id; 64 lower-case hex digits.
     */
    static String digest(Collection<Hold> open) {
        List<Map<String, Object>> list = new ArrayList<>();
        open.stream()
                .sorted(Comparator.comparing(Hold::id))
                .forEach(hold -> list.add(Map.of(
                        "epoch", hold.epoch(),
                        "filter", hold.predicate().text(),
                        "holdId", hold.id(),
                        "matter", hold.matter())));
        return Sha256.hex(CanonicalJson.of(list).getBytes(StandardCharsets.UTF_8));
    }
}
