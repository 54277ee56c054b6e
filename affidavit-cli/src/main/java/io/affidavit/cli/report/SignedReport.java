/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.report;

import io.affidavit.cli.output.Failure;
import io.affidavit.core.data.CanonicalJson;
import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.key.SignedPayload;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A report in a DSSE envelope, version 1: {@code {payloadType, payload, signatures: [{keyid, sig}]}} with one Ed25519
 * signature over the canonical JSON (RFC 8785) of the report.
 *
 * @see <a href="https://github.com/secure-systems-lab/dsse/blob/master/protocol.md">DSSE protocol</a>
 */
public final class SignedReport {

    private static final String TYPE_PREFIX = "application/vnd.affidavit.";
    private static final String TYPE_SUFFIX = "+json";

    private SignedReport() {}

    /**
     * The envelope of a report.
     *
     * @param kind what the report is, such as {@code reconciliation}; part of what is signed
     */
    public static String sign(String kind, Map<String, Object> report, SigningKey key) {
        String type = TYPE_PREFIX + kind + TYPE_SUFFIX;
        byte[] payload = CanonicalJson.canonicalize(JsonText.write(report)).getBytes(StandardCharsets.UTF_8);
        return JsonText.write(SignedPayload.sign(type, payload, key).members()) + "\n";
    }

    /** Signs a report into a file. */
    public static void write(Path file, String kind, Map<String, Object> report, SigningKey key) {
        try {
            Files.writeString(file, sign(kind, report, key), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Failure.of("Cannot write " + file, e, "Check that the directory exists and can be written.");
        }
    }

    /**
     * A report and who signed it.
     *
     * @param kind as it was signed
     * @param json canonical JSON
     */
    public record Checked(String kind, String keyId, String json) {}

    /**
     * Reads an envelope and checks it.
     *
     * @throws Failure if it is no such envelope, or no trusted key signed it
     */
    public static Checked check(Path file, TrustedKeys trusted) {
        try {
            if (JsonText.parse(Files.readString(file, StandardCharsets.UTF_8)) instanceof Map<?, ?> envelope) {
                return check(file, envelope, trusted);
            }
        } catch (IOException e) {
            throw Failure.of("Cannot read " + file, e, "Give a file that a command wrote with --signed.");
        } catch (InvalidJsonException | IllegalArgumentException e) {
            throw noEnvelope(file);
        }
        throw noEnvelope(file);
    }

    private static Checked check(Path file, Map<?, ?> envelope, TrustedKeys trusted) {
        SignedPayload signed = SignedPayload.of(envelope);
        String type = signed.type();
        if (!type.startsWith(TYPE_PREFIX) || !type.endsWith(TYPE_SUFFIX)) {
            throw noEnvelope(file);
        }
        String keyId = signed.keyId();
        switch (signed.check(trusted)) {
            case TRUSTED -> {}
            case UNTRUSTED_KEY ->
                throw new Failure("Cannot trust " + file + ": key " + keyId
                        + " signed it, which --trust does not hold. Add its public key if it may sign.");
            case BAD_SIGNATURE ->
                throw new Failure("Cannot trust " + file + ": it is not what key " + keyId
                        + " signed. It was changed; ask for it again.");
        }
        String kind = type.substring(TYPE_PREFIX.length(), type.length() - TYPE_SUFFIX.length());
        return new Checked(kind, keyId, new String(signed.payload(), StandardCharsets.UTF_8));
    }

    private static Failure noEnvelope(Path file) {
        return new Failure("Cannot read " + file + ": it is no signed report. Give a file that a command wrote"
                + " with --signed.");
    }
}
