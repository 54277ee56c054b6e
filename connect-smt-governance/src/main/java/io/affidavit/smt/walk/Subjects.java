/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.smt.subject.SealingKeys;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The subjects whose content is sealed under keys of their own.
 *
 * @param path names from the root of the value to the subject; empty for none
 * @param keys of the subjects
 */
public record Subjects(List<String> path, Optional<SealingKeys> keys) {

    /** None: what is encrypted is so under the keyset itself. */
    public static final Subjects NONE = new Subjects(List.of(), Optional.empty());

    public Subjects {
        path = List.copyOf(path);
        Objects.requireNonNull(keys, "keys");
    }

    /** @throws io.affidavit.smt.subject.KeyTopicException if the keys cannot be used */
    void start() {
        keys.ifPresent(SealingKeys::start);
    }

    void close() {
        keys.ifPresent(SealingKeys::close);
    }
}
