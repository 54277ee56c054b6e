/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import io.affidavit.archive.replay.grant.Grants;
import io.affidavit.archive.replay.grant.ReplayGrant;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Configurations of replays on the embedded catalog. */
final class ReplayConfigs {

    private ReplayConfigs() {}

    /** One that has everything as granted, but for the trusted keys. */
    static Map<String, String> config(Path directory, ReplayGrant grant) {
        Map<String, String> config = new HashMap<>();
        config.put("name", "replay-test");
        config.put("connector.class", EvidenceReplaySourceConnector.class.getName());
        config.put("archive.embedded.directory", directory.toString());
        config.put("archive.catalog.embedded.single.host", "true");
        config.put("replay.table", "evidence.events");
        config.put("replay.topic", "replay.audit-7");
        config.put("replay.grant", grant.json());
        return config;
    }

    static String trustFile() {
        return Grants.REQUESTER.verificationKey().toPem()
                + Grants.APPROVER.verificationKey().toPem();
    }
}
