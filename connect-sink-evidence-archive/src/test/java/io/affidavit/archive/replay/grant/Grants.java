/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.replay.grant;

import io.affidavit.archive.hold.predicate.HoldPredicate;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Grants for tests: requests that differ in one part, and two people who sign. */
public final class Grants {

    /** The keys of RFC 8032, section 7.1, tests 2 and 3: published, so no secrets. */
    public static final SigningKey REQUESTER = key("MC4CAQAwBQYDK2VwBCIEIEzNCJso/5banbbDRuwRTg9bijGfNaumJNqM9u1PuKb7");

    public static final SigningKey APPROVER = key("MC4CAQAwBQYDK2VwBCIEIMWqjfQ/n4N77bdELzHct7Fm04U1B28JS4XOOi4LRFj3");

    public static final TrustedKeys TRUSTED = TrustedKeys.of(REQUESTER.verificationKey(), APPROVER.verificationKey());

    public static final Instant BEGIN = Instant.parse("2026-11-22T00:00:00Z");
    public static final Instant END = Instant.parse("2026-11-29T00:00:00Z");

    private String table = "evidence.events";
    private String uuid = new UUID(1, 2).toString();
    private String connector = "replay-test";
    private String where = "_kafka.offset >= 0";
    private List<OffsetWindow> offsets = List.of();
    private Set<String> permissions = Set.of("auditors");
    private Masking masking = Masking.NONE;
    private Budget budget = new Budget(1_000, 10_000_000);

    public static Grants request() {
        return new Grants();
    }

    public Grants table(String name, UUID of) {
        table = name;
        uuid = of.toString();
        return this;
    }

    public Grants connector(String value) {
        connector = value;
        return this;
    }

    public Grants where(String value) {
        where = value;
        return this;
    }

    public Grants offsets(String... ranges) {
        offsets = List.of(ranges).stream().map(OffsetWindow::parse).toList();
        return this;
    }

    public Grants permissions(String... values) {
        permissions = Set.of(values);
        return this;
    }

    public Grants masking(Masking value) {
        masking = value;
        return this;
    }

    public Grants budget(long records, long bytes) {
        budget = new Budget(records, bytes);
        return this;
    }

    public ReplayRequest build() {
        return new ReplayRequest(
                "audit-7",
                table,
                uuid,
                connector,
                "replay.audit-7",
                "R. Questor",
                "Audit of the third quarter",
                "AUD-7",
                new Scope(HoldPredicate.parse(where), offsets, permissions),
                masking,
                budget,
                BEGIN,
                END);
    }

    public SignedRequest sign() {
        return SignedRequest.sign(build(), REQUESTER);
    }

    public ReplayGrant approve() {
        return ReplayGrant.approve(sign(), "A. Prover", BEGIN, APPROVER);
    }

    private static SigningKey key(String base64) {
        return SigningKey.parse("-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n");
    }
}
