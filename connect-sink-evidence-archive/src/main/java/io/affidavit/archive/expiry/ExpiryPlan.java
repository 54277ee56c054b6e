/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.expiry;

import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.core.policy.PolicyRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What of a table is past its term, and what is to become of it. True of one snapshot and one state of the holds.
 *
 * @param parent the snapshot it was made on; empty for a table without one
 * @param policy whose terms it follows
 * @param epoch of the holds it respects
 * @param registry digest of these holds
 * @param drops files that no hold is about
 * @param unattested paths of such files that no statement attests: kept, because nothing could be certified of them
 * @param carved files of which some rows are held: those move to custody, the others go
 * @param held files of which every row is held
 * @param locked when the store lets go of files that it keeps past their term, by path
 * @param unnamed number of files by retention class that the policy does not name
 */
public record ExpiryPlan(
        Optional<Long> parent,
        PolicyRef policy,
        long epoch,
        String registry,
        List<Expired> drops,
        List<String> unattested,
        List<Expired> carved,
        List<Candidate> held,
        Map<String, Instant> locked,
        Map<String, Long> unnamed) {

    public ExpiryPlan {
        Objects.requireNonNull(parent, "parent");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(registry, "registry");
        drops = List.copyOf(drops);
        unattested = List.copyOf(unattested);
        carved = List.copyOf(carved);
        held = List.copyOf(held);
        locked = Collections.unmodifiableMap(new TreeMap<>(locked));
        unnamed = Collections.unmodifiableMap(new TreeMap<>(unnamed));
    }

    /**
     * A file that goes, with what was attested of it.
     *
     * @param schemaId of the table schema that it was attested with
     */
    public record Expired(Candidate candidate, AttestedFile attested, int schemaId) {

        public Expired {
            Objects.requireNonNull(candidate, "candidate");
            Objects.requireNonNull(attested, "attested");
        }
    }

    /** Rows of the files that go whole. */
    public long rows() {
        return drops.stream().mapToLong(drop -> drop.attested().records()).sum();
    }

    /** The same plan in parts, none of which drops or carves more files than this. */
    List<ExpiryPlan> parts(int drop, int carve) {
        List<ExpiryPlan> parts = new ArrayList<>();
        for (int part = 0; part * drop < drops.size() || part * carve < carved.size(); part++) {
            parts.add(new ExpiryPlan(
                    parent,
                    policy,
                    epoch,
                    registry,
                    part(drops, part, drop),
                    unattested,
                    part(carved, part, carve),
                    held,
                    locked,
                    unnamed));
        }
        return parts;
    }

    private static List<Expired> part(List<Expired> all, int number, int size) {
        int from = Math.min(all.size(), number * size);
        return all.subList(from, Math.min(all.size(), from + size));
    }
}
