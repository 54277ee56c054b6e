/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.affidavit.archive.evidence.hash.Sha256;
import io.affidavit.archive.evidence.statement.MalformedEvidenceException;
import io.affidavit.core.key.SignatureCheck;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import io.affidavit.core.key.VerificationKey;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Text with signatures below it. Signatures of keys that nobody named, such as those of witnesses, stand beside ours.
 *
 * @param text what is signed, its last line break included
 * @param signatures in their order
 * @see <a href="https://c2sp.org/signed-note">C2SP signed-note</a>
 */
public record SignedNote(String text, List<Signature> signatures) {

    /**
     * One signature line.
     *
     * @param name of the key
     * @param value four bytes of key id and the signature, in Base64
     */
    public record Signature(String name, String value) {

        private boolean isOf(String wanted, byte[] keyId) {
            return name.equals(wanted) && Arrays.equals(bytes(), 0, ID_LENGTH, keyId, 0, ID_LENGTH);
        }

        private byte[] bytes() {
            return base64(value);
        }
    }

    private static final int ID_LENGTH = 4;
    private static final byte ED25519 = 1;
    private static final String DASH = "\u2014 ";
    private static final int MOST_SIGNATURES = 64;

    public SignedNote {
        signatures = List.copyOf(signatures);
    }

    /** Signs a text, which ends with a line break. */
    public static SignedNote sign(String text, String name, SigningKey key) {
        byte[] signature = key.sign(text.getBytes(UTF_8));
        byte[] value = ByteBuffer.allocate(ID_LENGTH + signature.length)
                .put(keyId(name, key.verificationKey()))
                .put(signature)
                .array();
        return new SignedNote(
                text, List.of(new Signature(name, Base64.getEncoder().encodeToString(value))));
    }

    private static byte[] keyId(String name, VerificationKey key) {
        ByteArrayOutputStream named = new ByteArrayOutputStream();
        named.writeBytes((name + "\n").getBytes(UTF_8));
        named.write(ED25519);
        named.writeBytes(key.raw());
        return Arrays.copyOf(Sha256.of(named.toByteArray()), ID_LENGTH);
    }

    /**
     * Reads a note. Nothing in it is to be believed before {@link #check}.
     *
     * @throws MalformedEvidenceException when the bytes are no signed note
     */
    @SuppressWarnings("UnusedException") // said in full by the message
    public static SignedNote parse(byte[] bytes) {
        String all;
        try {
            all = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw malformed();
        }
        int end = all.lastIndexOf("\n\n");
        if (end < 0 || !all.endsWith("\n") || all.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw malformed();
        }
        List<Signature> signatures = new ArrayList<>();
        for (String line : all.substring(end + 2, all.length() - 1).split("\n", -1)) {
            signatures.add(signature(line));
        }
        if (signatures.size() > MOST_SIGNATURES) {
            throw malformed();
        }
        return new SignedNote(all.substring(0, end + 1), signatures);
    }

    private static Signature signature(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 3 || !line.startsWith(DASH) || parts[1].isEmpty() || parts[1].contains("+")) {
            throw malformed();
        }
        if (base64(parts[2]).length <= ID_LENGTH) {
            throw malformed();
        }
        return new Signature(parts[1], parts[2]);
    }

    @SuppressWarnings("UnusedException") // the decoder's message quotes its input
    static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    static MalformedEvidenceException malformed() {
        return new MalformedEvidenceException("Cannot read signed note: it is not text with signature lines below.");
    }

    /** Returns the note as it is stored and published. */
    public byte[] toBytes() {
        StringBuilder all = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> all.append(DASH)
                .append(signature.name())
                .append(' ')
                .append(signature.value())
                .append('\n'));
        return all.toString().getBytes(UTF_8);
    }

    /** Says whether one of the trusted keys signed the text under this name. One wrong signature of theirs spoils the note. */
    public SignatureCheck check(String name, TrustedKeys trusted) {
        SignatureCheck result = SignatureCheck.UNTRUSTED_KEY;
        for (String id : trusted.ids()) {
            Optional<VerificationKey> key = trusted.find(id);
            byte[] keyId = keyId(name, key.orElseThrow());
            for (Signature signature : signatures) {
                if (signature.isOf(name, keyId)) {
                    byte[] value = signature.bytes();
                    byte[] signed = Arrays.copyOfRange(value, ID_LENGTH, value.length);
                    if (!key.get().verify(text.getBytes(UTF_8), signed)) {
                        return SignatureCheck.BAD_SIGNATURE;
                    }
                    result = SignatureCheck.TRUSTED;
                }
            }
        }
        return result;
    }
}
