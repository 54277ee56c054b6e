/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.protect;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The actions by the names that configuration gives them. */
public final class Actions {

    public static final String HMAC = "hmac";
    public static final List<String> NAMES = List.of("redact", "partial", HMAC, "drop", "keep");

    private Actions() {}

    /**
     * @param key for {@code hmac}; the caller has made sure that it is present where that is asked for
     * @throws IllegalArgumentException for a name not in {@link #NAMES}
     */
    public static Action named(String name, Optional<PseudonymKey> key) {
        return switch (Objects.requireNonNull(name)) {
            case "redact" -> new Redact();
            case "partial" -> new Partial();
            case HMAC -> new Pseudonymize(key.orElseThrow());
            case "drop" -> new Drop();
            case "keep" -> new Keep();
            default -> throw new IllegalArgumentException("Unknown action. Use one of " + NAMES + ".");
        };
    }
}
