/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.scan;

import io.affidavit.smt.scan.Sensitivity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an output shows beyond its input.
 *
 * @param excesses in the order of their kinds, tenants and labels
 */
record Comparison(Exposure input, Exposure output, List<Excess> excesses) {

    /** How an output shows too much. */
    enum Kind {
        /** Content that was to be masked is readable. */
        READABLE,
        /** More content of a label per record than in the input. */
        WIDENED,
        /** More content of a label than the input shows the same tenant, per record of either. */
        TENANT_WIDENED
    }

    /**
     * One reason why the output shows too much.
     *
     * @param tenant empty for all
     */
    record Excess(Kind kind, String label, String tenant, long inInput, long inOutput) {}

    Comparison {
        excesses = List.copyOf(excesses);
    }

    /**
     * Compares by label, and by tenant where input and output name tenants.
     *
     * @param level what is of this level or a higher one was to be masked
     * @param allowed labels, or beginnings of labels, that may stay readable all the same
     */
    static Comparison of(Exposure input, Exposure output, Sensitivity level, Set<String> allowed) {
        List<Excess> excesses = new ArrayList<>();
        Map<String, Long> before = input.findingsByLabel();
        Map<String, Long> after = output.findingsByLabel();
        after.forEach((label, count) -> {
            boolean masked = output.exposed().stream()
                    .anyMatch(each -> each.label().equals(label) && each.level().compareTo(level) >= 0);
            if (masked && allowed.stream().noneMatch(prefix -> covers(prefix, label))) {
                excesses.add(new Excess(Kind.READABLE, label, "", before.getOrDefault(label, 0L), count));
            }
        });
        widened(input, output, before, after, Kind.WIDENED, "", excesses);
        Map<String, Map<String, Long>> tenantsBefore = input.findingsByTenant();
        boolean known = tenantsBefore.keySet().stream().anyMatch(tenant -> !tenant.isEmpty());
        if (known) {
            output.findingsByTenant()
                    .forEach((tenant, counts) -> widened(
                            input,
                            output,
                            tenantsBefore.getOrDefault(tenant, Map.of()),
                            counts,
                            Kind.TENANT_WIDENED,
                            tenant,
                            excesses));
        }
        return new Comparison(input, output, excesses);
    }

    /** Whether the output shows no more than it may. */
    boolean holds() {
        return excesses.isEmpty();
    }

    private static void widened(
            Exposure input,
            Exposure output,
            Map<String, Long> before,
            Map<String, Long> after,
            Kind kind,
            String tenant,
            List<Excess> excesses) {
        after.forEach((label, count) -> {
            long earlier = before.getOrDefault(label, 0L);
            // count / output records > earlier / input records
            if ((double) count * Math.max(1, input.records()) > (double) earlier * Math.max(1, output.records())) {
                excesses.add(new Excess(kind, label, tenant, earlier, count));
            }
        });
    }

    private static boolean covers(String prefix, String label) {
        return label.equals(prefix) || label.startsWith(prefix + ".");
    }
}
