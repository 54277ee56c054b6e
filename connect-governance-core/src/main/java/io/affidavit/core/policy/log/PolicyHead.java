/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy.log;

import io.affidavit.core.data.CanonicalJson;
import io.affidavit.core.policy.PolicyException;
import io.affidavit.core.policy.PolicyVersion;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which version of a policy is, was and will be in force: the whole history, so that a replay picks what was picked then. A
 * head only ever grows at its end.
 *
 * @param id of the document
 * @param activations by ascending time; at least one
 */
public record PolicyHead(String id, List<Activation> activations) {

    /** @throws PolicyException if the times do not ascend */
    public PolicyHead {
        activations = List.copyOf(activations);
        for (int i = 1; i < activations.size(); i++) {
            if (!activations
                    .get(i)
                    .effectiveFrom()
                    .isAfter(activations.get(i - 1).effectiveFrom())) {
                throw new PolicyException("Cannot read head of policy " + id
                        + ": its activations do not ascend in time. Publish with: affidavit policy publish.");
            }
        }
        if (activations.isEmpty()) {
            throw new PolicyException("Cannot read head of policy " + id
                    + ": it activates nothing. Publish with: affidavit policy publish.");
        }
    }

    /** Whether another head begins with all of this one. */
    public boolean continuedBy(PolicyHead later) {
        return later.activations.size() >= activations.size()
                && later.activations.subList(0, activations.size()).equals(activations);
    }

    /** This head with one activation more. */
    public PolicyHead and(Activation next) {
        List<Activation> all = new ArrayList<>(activations);
        all.add(next);
        return new PolicyHead(id, all);
    }

    /** The last activation, in time too. */
    public Activation last() {
        return activations.get(activations.size() - 1);
    }

    /** Canonical JSON, which signatures cover. */
    String json() {
        return CanonicalJson.of(plain());
    }

    Map<String, Object> plain() {
        List<Object> list = new ArrayList<>();
        for (Activation activation : activations) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("version", activation.version().text());
            each.put("digest", activation.digest());
            each.put("effective_from", activation.effectiveFrom().toString());
            list.add(each);
        }
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("id", id);
        head.put("activations", list);
        return head;
    }

    /** @throws PolicyException if the values are no head */
    @SuppressWarnings("UnusedException") // its message may hold what was read
    static PolicyHead read(Object plain) {
        try {
            Map<?, ?> head = (Map<?, ?>) plain;
            List<Activation> activations = new ArrayList<>();
            for (Object each : (List<?>) head.get("activations")) {
                Map<?, ?> activation = (Map<?, ?>) each;
                activations.add(new Activation(
                        new PolicyVersion((String) activation.get("version")),
                        (String) activation.get("digest"),
                        Instant.parse((String) activation.get("effective_from"))));
            }
            return new PolicyHead((String) head.get("id"), activations);
        } catch (PolicyException e) {
            throw e;
        } catch (ClassCastException | NullPointerException | IllegalArgumentException | DateTimeException e) {
            throw new PolicyException(
                    "Cannot read head of policy: it is none. Publish with: affidavit policy publish.");
        }
    }
}
