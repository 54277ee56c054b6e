/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.export;

import io.affidavit.archive.evidence.statement.Envelope;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.evidence.statement.StatementStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.Table;

/** The statements that an export takes along: those that attest its files, found from the newest of a table back. */
final class CarriedStatements {

    private final StatementStore store;
    private final Map<String, StatedFile> files = new HashMap<>();
    private final Map<String, byte[]> envelopes = new HashMap<>();

    private CarriedStatements(StatementStore store) {
        this.store = store;
    }

    /** Reads back until every one of {@code wanted} is found, or to the first statement. */
    static CarriedStatements of(Table table, Set<String> wanted) {
        CarriedStatements carried = new CarriedStatements(StatementStore.of(table));
        Optional<StatementRef> next = StatementRef.from(table.properties());
        while (next.isPresent() && carried.files.size() < wanted.size()) {
            byte[] bytes = carried.read(next.get());
            Statement statement = Envelope.parse(bytes).statement();
            String name = name(next.get());
            StatedFile.by(statement, name)
                    .filter(attested -> wanted.contains(attested.file().path()))
                    .forEach(attested -> {
                        carried.files.putIfAbsent(attested.file().path(), attested);
                        carried.envelopes.put(name, bytes);
                    });
            next = statement.previous();
        }
        return carried;
    }

    /** Takes a statement along that attests no file. */
    String add(StatementRef ref) {
        envelopes.put(name(ref), read(ref));
        return name(ref);
    }

    Optional<StatedFile> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** The bytes of the statements by name. */
    Map<String, byte[]> envelopes() {
        return envelopes;
    }

    private byte[] read(StatementRef ref) {
        try {
            return store.read(ref);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read statement " + ref.path(), e);
        }
    }

    private static String name(StatementRef ref) {
        return ref.path().substring(ref.path().lastIndexOf('/') + 1);
    }
}
