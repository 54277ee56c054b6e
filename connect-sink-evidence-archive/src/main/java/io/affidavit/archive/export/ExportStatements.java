/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.export;

import io.affidavit.archive.evidence.statement.Envelope;
import io.affidavit.archive.evidence.statement.HoldStatement;
import io.affidavit.archive.evidence.statement.MalformedEvidenceException;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.core.key.SignatureCheck;
import io.affidavit.core.key.TrustedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The statements of an export: only those that a trusted key signed count. */
final class ExportStatements {

    private final ExportManifest manifest;
    private final TrustedKeys trusted;
    private final Consumer<String> findings;
    private final Map<String, StatedFile> files = new HashMap<>();
    private boolean placed;

    ExportStatements(ExportManifest manifest, TrustedKeys trusted, Consumer<String> findings) {
        this.manifest = manifest;
        this.trusted = trusted;
        this.findings = findings;
    }

    void read(Path folder) throws IOException {
        List<Path> stored;
        try (Stream<Path> listed = Files.list(folder)) {
            stored = listed.sorted().toList();
        }
        for (Path file : stored) {
            read(file.getFileName().toString(), Files.readAllBytes(file));
        }
        if (!placed) {
            findings.accept("no signed statement places hold " + manifest.holdId() + " with the manifest's predicate");
        }
    }

    private void read(String name, byte[] bytes) {
        try {
            Envelope envelope = Envelope.parse(bytes);
            if (envelope.check(trusted) != SignatureCheck.TRUSTED) {
                findings.accept("statement " + name + " is not signed by a trusted key");
                return;
            }
            Statement statement = envelope.statement();
            if (!statement.tableUuid().equals(manifest.uuid())) {
                findings.accept("statement " + name + " is about another table");
                return;
            }
            StatedFile.by(statement, name)
                    .forEach(attested -> files.put(attested.file().path(), attested));
            placed |= statement instanceof HoldStatement hold && places(hold);
        } catch (MalformedEvidenceException e) {
            findings.accept("statement " + name + " is malformed");
        }
    }

    private boolean places(HoldStatement hold) {
        return hold.action() == HoldStatement.Action.PLACE
                && hold.holdId().equals(manifest.holdId())
                && hold.predicate().equals(manifest.where());
    }

    /** The file as it is attested, or null. */
    StatedFile attested(String path) {
        return files.get(path);
    }
}
