/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.seal;

import java.util.Base64;

/**
 * Sealed content as it stands in a text: {@code t1.<key id>.<label>.<body>~} for a deterministic token, {@code e1.} for a
 * ciphertext and {@code s1.} for a ciphertext under the key of one subject. The key id is that of the Tink keyset in eight
 * hexadecimal digits, or that of the subject's key as 22 characters of base64url; the body is base64url without padding (RFC
 * 4648), and the tilde tells where it ends, whatever follows. Every character may stand in a URL (RFC 3986, unreserved) and in
 * JSON.
 *
 * @param keyId id of the key that sealed it, as it stands in the text
 * @param label id of the label of the content; only what opens vouches for it
 * @param body what the key made, without Tink's prefix, in base64url
 */
public record SealedText(Kind kind, String keyId, String label, String body) {

    /** Ends every sealed text. */
    static final char END = '~';

    static final int LONGEST_LABEL = 128;

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    /** The ways of sealing. */
    public enum Kind {
        /** AES-SIV: equal content of one scope gives equal text. */
        TOKEN("t1.", 8),
        /** AES-GCM: equal content gives different text each time. */
        CIPHERTEXT("e1.", 8),
        /** AES-GCM under a key of the subject's own. */
        SUBJECT("s1.", Id128.CHARS);

        private final String start;
        private final int idChars;

        Kind(String start, int idChars) {
            this.start = start;
            this.idChars = idChars;
        }

        /** From the first character to the dot before the label. */
        private int head() {
            return start.length() + idChars + 1;
        }

        private boolean id(char c) {
            boolean hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
            return this == SUBJECT
                    ? hex || (c >= 'g' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_'
                    : hex;
        }

        /** The kind that the first letters name, or null. */
        private static Kind at(char[] text, int from, int to) {
            if (to - from < 4 || text[from + 1] != '1' || text[from + 2] != '.') {
                return null;
            }
            Kind kind = switch (text[from]) {
                case 't' -> TOKEN;
                case 'e' -> CIPHERTEXT;
                case 's' -> SUBJECT;
                default -> null;
            };
            return kind != null && to - from >= kind.head() && text[from + kind.head() - 1] == '.' ? kind : null;
        }
    }

    static SealedText of(Kind kind, String keyId, String label, byte[] body) {
        return new SealedText(kind, keyId, label, ENCODER.encodeToString(body));
    }

    /** The id of a {@link Kind#SUBJECT} key. */
    public Id128 key() {
        return Id128.parse(keyId);
    }

    byte[] bytes() {
        return DECODER.decode(body);
    }

    void write(StringBuilder out) {
        out.append(kind.start).append(keyId).append('.').append(label).append('.');
        out.append(body).append(END);
    }

    /** Whether these characters are a sealed text of that kind that the keys open for that scope. */
    public static boolean sealed(char[] text, int from, int to, Kind kind, Scope scope, KeyRing keys) {
        if (!starts(text, from, to)) {
            return false;
        }
        SealedText sealed = parse(text, from, to);
        return sealed != null
                && sealed.kind() == kind
                && sealed.label().equals(scope.label())
                && keys.open(sealed, scope.tenant()) != null;
    }

    /** The sealed text that is all of these characters, or null. */
    static SealedText parse(char[] text, int from, int to) {
        Kind kind = Kind.at(text, from, to);
        if (kind == null || text[to - 1] != END) {
            return null;
        }
        int dot = to - 1;
        while (dot > from + kind.head() && text[dot] != '.') {
            dot--;
        }
        return parse(text, from, dot, to - 1);
    }

    /** Whether the first letters are those of a sealed text. */
    static boolean starts(char[] text, int from, int to) {
        return Kind.at(text, from, to) != null;
    }

    /**
     * @param dot the last dot, before the body
     * @param end the tilde
     */
    static SealedText parse(char[] text, int from, int dot, int end) {
        Kind kind = Kind.at(text, from, end);
        if (kind == null) {
            return null;
        }
        int id = from + kind.start.length();
        int labelFrom = from + kind.head();
        if (dot <= labelFrom || dot - labelFrom > LONGEST_LABEL || !label(text, labelFrom, dot)) {
            return null;
        }
        for (int i = id; i < labelFrom - 1; i++) {
            if (!kind.id(text[i])) {
                return null;
            }
        }
        String body = new String(text, dot + 1, end - dot - 1);
        return !base64(body)
                ? null
                : new SealedText(
                        kind,
                        new String(text, id, labelFrom - 1 - id),
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
