/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.upcast;

import io.affidavit.core.data.FieldPath;
import io.affidavit.core.yaml.YamlKind;
import io.affidavit.smt.version.SchemaVersion;
import io.affidavit.smt.version.VersionRange;
import java.util.ArrayList;
import java.util.List;

/** A document of migrations, read and checked; it leads each version by one way at most. */
public final class Migrations {

    static final YamlKind KIND = new YamlKind("migrations", 1_000_000, MigrationException::new);

    private final Paths paths;
    private final List<Migration> migrations;

    Migrations(Paths paths, List<Migration> migrations) {
        this.paths = paths;
        this.migrations = List.copyOf(migrations);
    }

    /**
     * Reads a document.
     *
     * @param source the path of a YAML file on the worker, or the YAML itself, known by a line break or an opening bracket
     * @throws MigrationException if it cannot be found or is invalid
     */
    public static Migrations of(String source) {
        return new MigrationReader().read(YamlKind.inline(source) ? source : KIND.file(source.trim()));
    }

    /** No migrations: the only version that has a way to the target is the target. */
    public static Migrations none() {
        return new Migrations(new Paths(), List.of());
    }

    /**
     * The ways to a version.
     *
     * @param accepted every version of it must have a way
     * @param statement the field that states the version and is brought up to date; null if none does
     * @throws MigrationException if an accepted version has no way, with the lowest such version
     */
    public Upcasts to(SchemaVersion target, VersionRange accepted, FieldPath statement) {
        List<Operation> last =
                statement == null ? List.of() : List.of(new Restate(paths.number(statement.segments()), target));
        PathIndex index = new PathIndex(paths);
        List<Upcast> upcasts = new ArrayList<>();
        for (SchemaVersion version = accepted.first(); version != null; ) {
            if (version.equals(target)) {
                version = accepted.after(version);
                continue;
            }
            Migration migration = from(version, version, target);
            List<Operation> operations = new ArrayList<>(migration.operations());
            for (SchemaVersion at = migration.to(); !at.equals(target); ) {
                Migration next = from(at, version, target);
                operations.addAll(next.operations());
                at = next.to();
            }
            operations.addAll(last);
            upcasts.add(new Upcast(migration.from(), new Program(index, operations), target));
            version = accepted.firstAbove(migration.from());
        }
        return new Upcasts(target, upcasts);
    }

    private Migration from(SchemaVersion version, SchemaVersion accepted, SchemaVersion target) {
        return migrations.stream()
                .filter(migration -> migration.from().contains(version))
                .findFirst()
                .orElseThrow(() -> new MigrationException("Cannot use migrations: they lead accepted version "
                        + accepted
                        + (version.equals(accepted) ? "" : " only to " + version) + " and not to target " + target
                        + ". Add a migration from " + version + ", or accept fewer versions."));
    }
}
