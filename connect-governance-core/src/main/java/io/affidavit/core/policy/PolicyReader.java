/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy;

import io.affidavit.core.data.CanonicalJson;
import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.identity.Digests;
import io.affidavit.core.yaml.YamlKind;
import io.affidavit.core.yaml.YamlNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads policy documents, strictly: what is not understood is refused, with line, key and the next step. */
public final class PolicyReader {

    /** What a broker takes in one record by default, with room for signatures. */
    private static final int MOST_BYTES = 1_000_000;

    /** How messages call a document. */
    public static final YamlKind KIND = new YamlKind("policy", MOST_BYTES, PolicyException::new);

    private PolicyReader() {}

    /**
     * Reads a document from YAML, or from the JSON that is YAML too.
     *
     * @throws PolicyException for the first of its faults
     */
    public static PolicyDocument read(String yaml) {
        List<String> faults = new ArrayList<>();
        PolicyDocument document = read(yaml, faults);
        if (document == null) {
            throw new PolicyException(faults.get(0));
        }
        return document;
    }

    /** Every fault of a document, as {@link #read} would word it; none if it can be read. */
    public static List<String> faults(String yaml) {
        List<String> faults = new ArrayList<>();
        read(yaml, faults);
        return List.copyOf(faults);
    }

    /** Null where there are faults. */
    private static PolicyDocument read(String yaml, List<String> faults) {
        try {
            YamlNode root = YamlNode.parse(KIND, yaml);
            PolicyShape.DOCUMENT.check(root, fault -> faults.add(fault.getMessage()));
            if (!faults.isEmpty()) {
                return null;
            }
            PolicyDocument document = new PolicyBinder(root, fault -> faults.add(fault.getMessage())).bind(json(root));
            return faults.isEmpty() ? document : null;
        } catch (PolicyException e) {
            faults.add(e.getMessage());
            return null;
        }
    }

    static String digest(String canonicalJson) {
        return Digests.sha256Hex(canonicalJson.getBytes(StandardCharsets.UTF_8));
    }

    @SuppressWarnings("UnusedException") // its message says less
    private static String json(YamlNode root) {
        try {
            return CanonicalJson.of(PolicyShape.DOCUMENT.plain(root));
        } catch (InvalidJsonException e) {
            throw root.error("it holds text that JSON cannot hold, such as half of a character");
        }
    }
}
