/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policysource;

import io.affidavit.core.key.TrustedKeys;
import io.affidavit.core.policy.PolicyDocument;
import io.affidavit.core.policy.PolicyException;
import io.affidavit.core.policy.PolicyReader;
import io.affidavit.core.policy.log.PolicyRecords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** A document in a file, with its signatures beside it in a file of the same name that ends in {@code .sig}. */
final class PolicyFile {

    private static final int MOST_SIGNATURE_BYTES = 100_000;

    private final String name;
    private final String id;
    private final Optional<TrustedKeys> trusted;

    /** @param id that the document must have; empty for any */
    PolicyFile(String name, String id, Optional<TrustedKeys> trusted) {
        this.name = name;
        this.id = id;
        this.trusted = trusted;
    }

    /** What is there now. */
    record Content(String text, String signatures) {}

    /** @throws PolicyException if the document cannot be read; the name of the file is not repeated */
    Content content() {
        return new Content(PolicyReader.KIND.file(name), trusted.isPresent() ? signatures() : "");
    }

    /** @throws PolicyException if the content is no document, of another id, or not signed as asked */
    PolicyDocument document(Content content) {
        PolicyDocument document = PolicyReader.read(content.text());
        if (!id.isEmpty() && !document.ref().id().equals(id)) {
            throw new PolicyException(
                    "Cannot use policy file: its id is not the one of policy.id. Name the file of that "
                            + "policy, or correct policy.id.");
        }
        if (trusted.isPresent()
                && !PolicyRecords.signatures(content.signatures().getBytes(StandardCharsets.UTF_8))
                        .trusted(document, trusted.get())) {
            throw new PolicyException(
                    "Cannot use policy file: no trusted key signed this text. Sign it with: affidavit "
                            + "policy sign.");
        }
        return document;
    }

    @SuppressWarnings("UnusedException") // its message names the file
    private String signatures() {
        try {
            Path path = Path.of(name + ".sig");
            if (Files.size(path) > MOST_SIGNATURE_BYTES) {
                throw new PolicyException("Cannot read signatures of policy file: the .sig file is too large. Sign the "
                        + "policy with: affidavit policy sign.");
            }
            return Files.readString(path, StandardCharsets.UTF_8);
        } catch (IOException | InvalidPathException e) {
            throw new PolicyException(
                    "Cannot read signatures of policy file: there is no readable .sig file beside it, "
                            + "and policy.trust.keys asks for one. Sign the policy with: affidavit policy sign.");
        }
    }
}
