/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.keys;

import io.affidavit.cli.output.Failure;
import io.affidavit.smt.protect.PseudonymKey;
import io.affidavit.smt.scan.Label;
import io.affidavit.smt.scan.Labels;
import io.affidavit.smt.scan.Sensitivity;
import io.affidavit.smt.seal.KeyServiceException;
import io.affidavit.smt.seal.Scope;
import io.affidavit.smt.seal.TokenKeys;
import java.util.Base64;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what masking writes in the place of some content, to find its records by. */
@Command(
        name = "token",
        description = "Prints the pseudonym or token that masking writes in the place of some content.",
        footer = {
            "",
            "The same content has another one under every tenant and every label: ask for each.",
            "Who reads it learns nothing; who has the key can test guesses."
        })
final class TokenCommand implements Callable<Integer> {

    @Option(
            names = "--value",
            defaultValue = "-",
            paramLabel = "FILE",
            description = "File with the content, and nothing else; - for standard input (default: ${DEFAULT-VALUE}).")
    private String value;

    @Option(
            names = "--tenant",
            defaultValue = "",
            paramLabel = "TENANT",
            description = "The tenant as mask.tenant.field gave it; without, the one without a name.")
    private String tenant;

    @Option(
            names = "--label",
            required = true,
            paramLabel = "LABEL",
            description = "What the content was found to be, such as pii.email; field for a field protected as such.")
    private String label;

    @ArgGroup(multiplicity = "1")
    private Maker maker;

    @Option(
            names = "--hmac-key-id",
            defaultValue = "k1",
            paramLabel = "ID",
            description = "mask.hmac.key.id of the transform (default: ${DEFAULT-VALUE}).")
    private String keyId;

    @Mixin
    private KeyServiceOptions keyService;

    @Spec
    private CommandSpec spec;

    TokenCommand() {}

    /** With which key: that of the action hmac, or that of token. */
    static final class Maker {

        @Option(
                names = "--hmac-key",
                paramLabel = "FILE",
                description = "Key of the hmac action, mask.hmac.key in Base64; - for standard input.")
        private String hmacKey;

        @Option(names = "--keyset", paramLabel = "FILE", description = "Keyset of the token action.")
        private String keyset;

        Maker() {}
    }

    @Override
    public Integer call() {
        Label known = label();
        String content = SecretText.read(value, "the content");
        spec.commandLine().getOut().println(maker.hmacKey != null ? pseudonym(known, content) : token(known, content));
        return 0;
    }

    private String pseudonym(Label known, String content) {
        return pseudonyms(SecretText.read(maker.hmacKey, "the key of the hmac action"))
                .pseudonym(tenant, known, content);
    }

    @SuppressWarnings("UnusedException") // its message might quote the key
    private PseudonymKey pseudonyms(String base64) {
        try {
            return new PseudonymKey(keyId, Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw new Failure("Cannot use the key of the hmac action: it is not Base64 of at least "
                    + PseudonymKey.MIN_KEY_BYTES + " bytes. Give the file that mask.hmac.key is read from.");
        }
    }

    @SuppressWarnings("UnusedException") // their messages, which are safe, are told
    private String token(Label known, String content) {
        try {
            TokenKeys keys = TokenKeys.of(SecretText.read(maker.keyset, "the keyset"), keyService.service());
            StringBuilder token = new StringBuilder();
            keys.seal(content.toCharArray(), 0, content.length(), new Scope(tenant, known.id()), token);
            return token.toString();
        } catch (KeyServiceException e) {
            throw KeyServiceOptions.refused(e);
        } catch (IllegalArgumentException e) {
            throw new Failure("Cannot use the keyset: " + e.getMessage());
        }
    }

    private Label label() {
        return Labels.all().stream()
                .filter(known -> known.id().equals(label))
                .findFirst()
                .or(() -> Labels.custom(label) && !label.equals(Labels.CUSTOM)
                        ? java.util.Optional.of(new Label(label, Labels.FIELD.mark(), Sensitivity.CONFIDENTIAL))
                        : java.util.Optional.empty())
                .orElseThrow(() -> new Failure("Cannot make a token of label " + label
                        + ": there is none of this name. Give the label that gov.findings names, such as pii.email."));
    }
}
