/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.subject;

import io.affidavit.smt.seal.Id128;
import io.affidavit.smt.seal.KeyWrap;
import io.affidavit.smt.seal.Owner;
import io.affidavit.smt.seal.WrappedKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Forgets a subject: erases every key of it in the key topic, and reads the topic back to see that none is left. */
public final class Shredder {

    /** Keys that tasks make meanwhile are erased too, as often. */
    private static final int ROUNDS = 5;

    private Shredder() {}

    /**
     * @param wrap of the keyset that the keys are wrapped under, with all keys it ever had: each names the subject its own way
     * @return ids of the keys that were erased, in the order in which they were; empty where the subject had none
     * @throws KeyTopicException if the topic cannot be read or written, or does not become free of the subject's keys
     */
    public static List<Id128> shred(KeyTopicSettings settings, KeyWrap wrap, Owner owner) {
        Set<Id128> names = Set.copyOf(wrap.names(owner));
        Map<Id128, WrappedKey> live = new LinkedHashMap<>();
        List<Id128> erased = new ArrayList<>();
        try (KeyTopic topic = KeyTopic.open(settings)) {
            topic.readToEnd(key -> follow(key, names, live));
            for (int round = 0; round < ROUNDS && !live.isEmpty(); round++) {
                for (WrappedKey key : List.copyOf(live.values())) {
                    topic.write(key.erase());
                    erased.add(key.id());
                }
                topic.readToEnd(key -> follow(key, names, live));
            }
        }
        if (!live.isEmpty()) {
            throw new KeyTopicException("Cannot erase the keys of the subject in topic " + settings.topic()
                    + ": new ones are made all the time. Stop what seals for it, and run this again.");
        }
        return List.copyOf(erased);
    }

    private static void follow(WrappedKey key, Set<Id128> names, Map<Id128, WrappedKey> live) {
        if (!names.contains(key.subject())) {
            return;
        }
        if (key.erased()) {
            live.remove(key.id());
        } else {
            live.put(key.id(), key);
        }
    }
}
