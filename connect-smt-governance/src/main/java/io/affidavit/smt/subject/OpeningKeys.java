/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.subject;

import io.affidavit.smt.seal.DataKey;
import io.affidavit.smt.seal.Id128;
import io.affidavit.smt.seal.KeyRing;
import io.affidavit.smt.seal.KeyWrap;
import io.affidavit.smt.seal.SealedText;
import io.affidavit.smt.seal.WrappedKey;
import java.time.InstantSource;
import java.util.Map;

/**
 * The keys of all subjects, to open what was sealed for them. A topic cannot be asked for one key, so all are held in a
 * {@link KeyTable}. A sealed text whose key is not known makes the topic be read on at once: a key is always in the topic before
 * anything that it sealed. Safe for concurrent use.
 */
public final class OpeningKeys implements KeyRing, AutoCloseable {

    /** Unwrapped keys, and ids of keys that are not there, that are remembered. */
    private static final int REMEMBERED = 10_000;

    private final KeyWrap wrap;
    private final KeyFeed feed;
    private final KeyTable table;
    private final Map<Id128, DataKey> open = new Bounded<>(REMEMBERED);
    /** Erased or never made; ids are random, so that none comes back. */
    private final Map<Id128, Boolean> gone = new Bounded<>(REMEMBERED);

    /** @param most keys that may be held */
    public OpeningKeys(KeyWrap wrap, KeyTopicSettings settings, int most, InstantSource clock) {
        this.wrap = wrap;
        this.table = new KeyTable(most, settings.topic());
        this.feed = new KeyFeed(settings, clock, new Known());
    }

    /**
     * Reads the topic, so that what is wrong with it shows before the first record.
     *
     * @throws KeyTopicException if it cannot be used, or holds more keys than may be held
     */
    public synchronized void start() {
        feed.refreshIfDue();
    }

    /** @throws KeyTopicException if the topic cannot be read now */
    @Override
    public String open(SealedText sealed, String tenant) {
        DataKey key = key(sealed.key());
        return key == null ? null : key.open(sealed, tenant);
    }

    private synchronized DataKey key(Id128 id) {
        feed.refreshIfDue();
        if (gone.containsKey(id)) {
            return null;
        }
        DataKey known = open.get(id);
        if (known != null) {
            return known;
        }
        if (table.find(id).isEmpty()) {
            feed.refresh();
        }
        DataKey key = table.find(id).map(wrap::unwrap).orElse(null);
        if (key != null) {
            open.put(id, key);
        } else if (table.find(id).isEmpty()) {
            gone.put(id, true);
        }
        return key;
    }

    @Override
    public synchronized void close() {
        feed.close();
    }

    /** What is known of the topic. */
    private final class Known implements KeyFeed.Taker {

        @Override
        public void take(WrappedKey key) {
            if (key.erased()) {
                table.remove(key.id());
                open.remove(key.id());
            } else {
                table.put(key);
            }
        }

        @Override
        public void clear() {
            table.clear();
            open.clear();
        }
    }
}
