/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.replay;

import io.affidavit.archive.replay.grant.Masking;
import io.affidavit.cli.output.Failure;
import io.affidavit.cli.table.ConnectorKeys;
import io.affidavit.smt.MaskFields;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.connect.source.SourceRecord;
import picocli.CommandLine.Option;

/** The options that say how replayed records are masked: one of them is given, so that nothing goes unmasked by oversight. */
final class MaskingOptions {

    @Option(
            names = "--masking",
            required = true,
            paramLabel = "FILE",
            description =
                    "Configuration of the replay connector, properties or JSON: its one transform, a MaskFields, must be"
                            + " set exactly as there. Secrets are not copied: the grant only says that they are set.")
    private Path file;

    @Option(names = "--no-masking", required = true, description = "Replay the records as the archive has them.")
    private boolean none;

    /** Filled in by picocli. */
    MaskingOptions() {}

    Masking masking() {
        return none ? Masking.NONE : of(ConnectorKeys.read(file));
    }

    private static Masking of(Map<String, String> config) {
        String alias = config.getOrDefault("transforms", "").trim();
        String prefix = "transforms." + alias + ".";
        if (!Masking.TYPE.equals(config.get(prefix + "type"))) {
            throw new Failure("Cannot ask for masking: the configuration has not exactly one transform of type "
                    + Masking.TYPE + ". Give one that has, or --no-masking.");
        }
        Map<String, ConfigDef.ConfigKey> known = knownKeys();
        Map<String, String> settings = new TreeMap<>();
        Set<String> secrets = new TreeSet<>();
        config.forEach((key, value) -> {
            String name = key.startsWith(prefix) ? key.substring(prefix.length()) : "type";
            if (name.equals("type")) {
                return;
            }
            if (known.containsKey(name) && known.get(name).type() == Type.PASSWORD) {
                secrets.add(name);
            } else if (value.contains("${")) {
                throw new Failure("Cannot ask for masking: " + key
                        + " holds a placeholder that only a Connect worker resolves, and the approver has to read what it"
                        + " stands for. Give its value.");
            } else {
                settings.put(name, value);
            }
        });
        return new Masking.Transform(alias, settings, secrets);
    }

    private static Map<String, ConfigDef.ConfigKey> knownKeys() {
        try (MaskFields<SourceRecord> masking = new MaskFields<>()) {
            return masking.config().configKeys();
        }
    }
}
