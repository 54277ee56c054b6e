/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.subject;

import io.affidavit.smt.seal.DataKey;
import io.affidavit.smt.seal.Id128;
import io.affidavit.smt.seal.KeyWrap;
import io.affidavit.smt.seal.MissingSubjectException;
import io.affidavit.smt.seal.Owner;
import io.affidavit.smt.seal.WrappedKey;
import java.time.InstantSource;
import java.util.Map;

/**
 * The keys to seal with, one or more for each subject. A subject's key is taken from the topic, where there is one, or made and
 * used once the topic has it safely; tasks need no agreement, because each sealed text names its key. Bounded: keys that were
 * not used for longest are forgotten, and read or made again. Safe for concurrent use.
 */
public final class SealingKeys implements AutoCloseable {

    /** What one subject takes in memory, generously. */
    public static final int BYTES_PER_SUBJECT = 640;

    private final KeyWrap wrap;
    private final KeyFeed feed;
    private final Map<Id128, Held> bySubject;

    /** @param bytes of memory that keys may take */
    public SealingKeys(KeyWrap wrap, KeyTopicSettings settings, long bytes, InstantSource clock) {
        this.wrap = wrap;
        this.feed = new KeyFeed(settings, clock, new Known());
        this.bySubject = new Bounded<>((int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / BYTES_PER_SUBJECT)));
    }

    /**
     * Reads the topic, so that what is wrong with it shows before the first record.
     *
     * @throws KeyTopicException if it cannot be used
     */
    public synchronized void start() {
        feed.refreshIfDue();
    }

    /**
     * A key of the owner's subject, which the topic holds safely.
     *
     * @throws MissingSubjectException if the owner has none
     * @throws KeyTopicException if the topic cannot be read or written now
     */
    public synchronized DataKey of(Owner owner) {
        if (owner.subject().isEmpty()) {
            throw new MissingSubjectException();
        }
        feed.refreshIfDue();
        Id128 subject = wrap.name(owner);
        Held held = bySubject.get(subject);
        DataKey key = held == null ? null : held.key(wrap);
        if (key == null) {
            WrappedKey fresh = wrap.fresh(subject);
            key = wrap.unwrap(fresh);
            feed.write(fresh);
            bySubject.put(subject, new Held(fresh, key));
        }
        return key;
    }

    @Override
    public synchronized void close() {
        feed.close();
    }

    /** What of the topic is remembered. */
    private final class Known implements KeyFeed.Taker {

        @Override
        public void take(WrappedKey key) {
            Held held = bySubject.get(key.subject());
            if (!key.erased()) {
                bySubject.putIfAbsent(key.subject(), new Held(key, null));
            } else if (held != null && held.wrapped.id().equals(key.id())) {
                bySubject.remove(key.subject());
            }
        }

        @Override
        public void clear() {
            bySubject.clear();
        }
    }

    /** A key, unwrapped when it is first used. */
    private static final class Held {
        private final WrappedKey wrapped;
        private DataKey key;

        Held(WrappedKey wrapped, DataKey key) {
            this.wrapped = wrapped;
            this.key = key;
        }

        DataKey key(KeyWrap wrap) {
            key = key == null ? wrap.unwrap(wrapped) : key;
            return key;
        }
    }
}
