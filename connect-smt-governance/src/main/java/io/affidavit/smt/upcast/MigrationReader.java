/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.upcast;

import io.affidavit.core.yaml.YamlNode;
import io.affidavit.smt.version.SchemaVersion;
import io.affidavit.smt.version.VersionRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads a document of migrations and refuses it whole if anything in it cannot be. */
final class MigrationReader {

    private static final String FORMAT = "1";
    private static final int MOST = 100;

    private final Paths paths = new Paths();
    private final List<Migration> migrations = new ArrayList<>();

    /** @throws MigrationException if the text is no valid document */
    Migrations read(String yaml) {
        YamlNode root = YamlNode.parse(Migrations.KIND, yaml);
        Map<String, YamlNode> parts = root.map("format", "migrations");
        YamlNode format = root.required(parts, "format");
        if (!format.text().equals(FORMAT)) {
            throw format.error("this release reads format " + FORMAT + " only");
        }
        List<YamlNode> items = root.required(parts, "migrations").list();
        if (items.isEmpty() || items.size() > MOST) {
            throw parts.get("migrations").error("it must hold 1 to " + MOST + " migrations");
        }
        items.forEach(this::migration);
        return new Migrations(paths, migrations);
    }

    private void migration(YamlNode node) {
        Map<String, YamlNode> parts = node.map("from", "to", "description", "steps");
        YamlNode fromNode = node.required(parts, "from");
        YamlNode toNode = node.required(parts, "to");
        VersionRange from = range(fromNode);
        SchemaVersion to = SchemaVersion.of(toNode.text());
        if (to == null) {
            throw toNode.error("it must be a version, such as 2.0");
        }
        if (!from.before(to)) {
            throw toNode.error("it must be above every version it migrates from");
        }
        for (Migration earlier : migrations) {
            if (earlier.from().overlaps(from)) {
                throw fromNode.error("another migration starts from some of these versions too");
            }
        }
        migrations.add(new Migration(from, to, new StepReader(paths).steps(node.required(parts, "steps"))));
    }

    @SuppressWarnings("UnusedException") // the fault is told with its place instead
    private static VersionRange range(YamlNode node) {
        try {
            return VersionRange.parse(node.text());
        } catch (MigrationException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw node.error("it must be a version, or a range with an upper bound, such as >=1.0 <2");
        }
    }
}
