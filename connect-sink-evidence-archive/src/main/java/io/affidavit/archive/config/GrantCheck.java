/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.config;

import io.affidavit.archive.replay.grant.InvalidGrantException;
import io.affidavit.archive.replay.grant.ReplayGrant;
import io.affidavit.archive.replay.grant.ReplayRequest;
import io.affidavit.core.key.TrustedKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Whether a replay is configured as its grant has it. */
public final class GrantCheck {

    private GrantCheck() {}

    /**
     * The grant that {@link ReplayKeys#GRANT} gives. Nothing of it is checked yet.
     *
     * @throws IllegalArgumentException when there is none
     */
    @SuppressWarnings("UnusedException") // said in full by the message
    public static ReplayGrant grant(String pathOrText) {
        if (pathOrText.stripLeading().startsWith("{")) {
            return ReplayGrant.parse(pathOrText);
        }
        try {
            return ReplayGrant.parse(Files.readString(Path.of(pathOrText.strip()), StandardCharsets.UTF_8));
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(
                    "Cannot read replay grant: there is no readable file of that path. Give the path of what affidavit"
                            + " replay authorize wrote, or its text.");
        }
    }

    /** @throws IllegalArgumentException when a file cannot be read or holds no usable key */
    public static TrustedKeys trusted(List<String> files) {
        return TrustedKeys.read(files.stream().map(Path::of).toList());
    }

    /** Says at {@link ReplayKeys#GRANT} what is wrong with the signatures or the time. */
    static Map<String, String> validity(ReplayGrant grant, TrustedKeys trusted, Instant now) {
        try {
            grant.checkSignatures(trusted);
            grant.checkTime(now);
            return Map.of();
        } catch (InvalidGrantException e) {
            return Map.of(ReplayKeys.GRANT, e.getMessage());
        }
    }

    /** Errors by key where the configuration is not what was granted. */
    public static Map<String, String> agreement(ReplayGrant grant, Map<String, String> config) {
        ReplayRequest terms = grant.terms();
        Map<String, String> faults = new LinkedHashMap<>();
        compare(faults, config, ReplayKeys.TABLE, "table", terms.table());
        compare(faults, config, ReplayKeys.TOPIC, "topic", terms.topic());
        compare(faults, config, "name", "connector", terms.connector());
        terms.masking().fault(config).ifPresent(fault -> faults.put(fault.key(), fault.message()));
        return faults;
    }

    private static void compare(
            Map<String, String> faults, Map<String, String> config, String key, String what, String granted) {
        if (!Objects.equals(granted, config.get(key))) {
            faults.put(
                    key,
                    "The grant is for another " + what + ", " + granted
                            + ". Set it to that, or ask for another grant.");
        }
    }
}
