/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy.log;

/**
 * Where a plugin gets the policy from, already compiled. Safe for use by many threads; {@link #at} neither blocks nor
 * allocates.
 *
 * @param <T> what a document is compiled to; each version is compiled once
 */
public interface PolicySource<T> extends AutoCloseable {

    /**
     * The version in force at the time of a record: the newest whose {@code effective_from} is not later. Records older than
     * the first version are held against the first.
     *
     * @param timestamp of the record in milliseconds since 1970; null for a record without one, which stands for now
     * @throws PolicyException if the policy is too old to be relied on and {@code on.stale=fail}
     */
    T at(Long timestamp);

    /** All versions that can be used, as far as they are known now: for who decides more than one record by them. */
    Timeline<T> timeline();

    /** How the source is doing, for metrics. */
    PolicyStatus status();

    @Override
    void close();
}
