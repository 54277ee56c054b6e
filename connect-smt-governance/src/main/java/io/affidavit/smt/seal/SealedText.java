/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.seal;

import java.util.Base64;
import java.util.HexFormat;

/**
 * Sealed content as it stands in a text: {@code t1.<key id>.<label>.<body>~} for a deterministic token and {@code e1.} for a
 * ciphertext. The key id is that of the Tink keyset in eight hexadecimal digits, the body base64url without padding (RFC 4648),
 * and the tilde tells where it ends, whatever follows. Every character may stand in a URL (RFC 3986, unreserved) and in JSON.
 *
 * @param keyId Tink's id of the key that sealed it
 * @param label id of the label of the content; only what opens vouches for it
 * @param body what the key made, without Tink's prefix, in base64url
 */
public record SealedText(Kind kind, int keyId, String label, String body) {

    /** Ends every sealed text. */
    static final char END = '~';

    /** From the first character to the dot before the label. */
    static final int HEAD = 12;

    static final int LONGEST_LABEL = 128;

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final HexFormat HEX = HexFormat.of();

    /** The two ways of sealing. */
    public enum Kind {
        /** AES-SIV: equal content of one scope gives equal text. */
        TOKEN("t1."),
        /** AES-GCM: equal content gives different text each time. */
        CIPHERTEXT("e1.");

        private final String start;

        Kind(String start) {
            this.start = start;
        }
    }

    static SealedText of(Kind kind, int keyId, String label, byte[] body) {
        return new SealedText(kind, keyId, label, ENCODER.encodeToString(body));
    }

    byte[] bytes() {
        return DECODER.decode(body);
    }

    void write(StringBuilder out) {
        out.append(kind.start)
                .append(HEX.toHexDigits(keyId))
                .append('.')
                .append(label)
                .append('.');
        out.append(body).append(END);
    }

    /** The sealed text that is all of these characters, or null. */
    static SealedText parse(char[] text, int from, int to) {
        if (to - from < HEAD || text[to - 1] != END || !starts(text, from, to)) {
            return null;
        }
        int dot = to - 1;
        while (dot > from + HEAD && text[dot] != '.') {
            dot--;
        }
        return parse(text, from, dot, to - 1);
    }

    /** Whether the first letters are those of a sealed text. */
    static boolean starts(char[] text, int from, int to) {
        return to - from >= HEAD
                && (text[from] == 't' || text[from] == 'e')
                && text[from + 1] == '1'
                && text[from + 2] == '.'
                && text[from + HEAD - 1] == '.';
    }

    /**
     * @param dot the last dot, before the body
     * @param end the tilde
     */
    static SealedText parse(char[] text, int from, int dot, int end) {
        int id = from + 3;
        int labelFrom = from + HEAD;
        if (dot <= labelFrom || dot - labelFrom > LONGEST_LABEL || !label(text, labelFrom, dot)) {
            return null;
        }
        long keyId = 0;
        for (int i = id; i < labelFrom - 1; i++) {
            int digit = text[i] <= 'f' && !Character.isUpperCase(text[i]) ? Character.digit(text[i], 16) : -1;
            if (digit < 0) {
                return null;
            }
            keyId = keyId << 4 | digit;
        }
        String body = new String(text, dot + 1, end - dot - 1);
        return !base64(body)
                ? null
                : new SealedText(
                        text[from] == 't' ? Kind.TOKEN : Kind.CIPHERTEXT,
                        (int) keyId,
                        new String(text, labelFrom, dot - labelFrom),
                        body);
    }

    private static boolean label(char[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text[i];
            if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '_' && c != '.') {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("UnusedException") // text that is no base64 is no sealed text, and is never repeated
    private static boolean base64(String body) {
        try {
            return DECODER.decode(body).length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
