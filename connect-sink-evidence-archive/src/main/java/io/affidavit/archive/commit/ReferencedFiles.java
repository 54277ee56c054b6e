/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.commit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Tells which files the metadata of a table still leads to: from any snapshot, and so from any branch or tag. Asked again
 * after the table changed, it reads only what is new; a file that was referenced once counts as referenced for good.
 */
public final class ReferencedFiles {

    // Another engine may name the same object s3a:// or file:///.
    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*:/*|^/+");

    private final Map<String, String> wanted = new HashMap<>();
    private final Set<String> seenManifests = new HashSet<>();
    private final Set<String> referenced = new HashSet<>();

    /** @param files that are asked about */
    public ReferencedFiles(Set<String> files) {
        files.forEach(file -> wanted.put(bare(file), file));
    }

    /**
     * The files that a snapshot lists as live, in any of the states asked about.
     *
     * @param table freshly loaded
     * @throws RuntimeException when a manifest cannot be read: then nothing is known
     */
    public Set<String> in(Table table) {
        return in(table, table.snapshots());
    }

    /** The same of some snapshots of the table. */
    public Set<String> in(Table table, Iterable<Snapshot> snapshots) {
        if (!wanted.isEmpty()) {
            for (Snapshot snapshot : snapshots) {
                for (ManifestFile manifest : snapshot.dataManifests(table.io())) {
                    if (!seenManifests.contains(manifest.path())) {
                        read(table, manifest);
                        seenManifests.add(manifest.path());
                    }
                }
            }
        }
        return Set.copyOf(referenced);
    }

    private void read(Table table, ManifestFile manifest) {
        try (CloseableIterable<String> paths = ManifestFiles.readPaths(manifest, table.io(), table.specs())) {
            for (String path : paths) {
                String file = wanted.get(bare(path));
                if (file != null) {
                    referenced.add(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read manifest " + manifest.path(), e);
        }
    }

    private static String bare(String location) {
        return SCHEME.matcher(location).replaceFirst("");
    }
}
