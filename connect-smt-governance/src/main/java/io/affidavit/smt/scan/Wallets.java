/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Finds addresses of crypto currencies: Base58Check with its double SHA-256 (Bitcoin, Litecoin, Dogecoin, Tron), bech32 and
 * bech32m (BIP 173, BIP 350) with their checksum, and Ethereum's 0x with forty hexadecimal digits.
 */
final class Wallets {

    private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final String BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final String BASE58_FIRST = "13LMDT";
    private static final int[] GENERATOR = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    private static final int BECH32M = 0x2bc830a3;
    private static final int BASE58_BYTES = 25;
    private static final int BASE58_LIMBS = 7;

    private Wallets() {}

    /** Looks at a whole word; returns its end where it is an address, else {@code at}. */
    static int at(char[] text, int at, int end, Hits hits) {
        int length = end - at;
        int score = 0;
        if (length == 42 && text[at] == '0' && text[at + 1] == 'x') {
            score = Chars.runEnd(text, at + 2, end, Chars.HEX) == end ? Scores.LIKELY : 0;
        } else if (length >= 26 && length <= 35 && BASE58_FIRST.indexOf(text[at]) >= 0) {
            score = base58(text, at, end) ? Scores.CERTAIN : 0;
        } else if (length >= 14 && length <= 74 && hrp(text, at, end) > 0) {
            score = bech32(text, at, end, hrp(text, at, end)) ? Scores.CERTAIN : 0;
        }
        if (score == 0) {
            return at;
        }
        hits.add(at, end, Labels.WALLET, score);
        return end;
    }

    /** The length of the part before the separator, or 0. */
    private static int hrp(char[] text, int at, int end) {
        if (Chars.startsWithIgnoreCase(text, at, end, "bc1") || Chars.startsWithIgnoreCase(text, at, end, "tb1")) {
            return 2;
        }
        return Chars.startsWithIgnoreCase(text, at, end, "ltc1") ? 3 : 0;
    }

    private static boolean base58(char[] text, int at, int end) {
        long[] limbs = new long[BASE58_LIMBS];
        for (int i = at; i < end; i++) {
            long carry = BASE58.indexOf(text[i]);
            if (carry < 0) {
                return false;
            }
            for (int limb = BASE58_LIMBS - 1; limb >= 0; limb--) {
                carry += limbs[limb] * 58;
                limbs[limb] = carry & 0xffffffffL;
                carry >>>= 32;
            }
        }
        // 28 bytes, of which the first three must be empty
        ByteBuffer number = ByteBuffer.allocate(4 * BASE58_LIMBS);
        for (long limb : limbs) {
            number.putInt((int) limb);
        }
        byte[] bytes = number.array();
        int first = bytes.length - BASE58_BYTES;
        if (limbs[0] >>> 8 != 0) {
            return false;
        }
        MessageDigest sha256 = sha256();
        sha256.update(bytes, first, BASE58_BYTES - 4);
        byte[] hash = sha256.digest(sha256.digest());
        return Arrays.equals(hash, 0, 4, bytes, bytes.length - 4, bytes.length);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(
                    "Cannot check an address: this Java has no SHA-256. Use a complete one.", e);
        }
    }

    private static boolean bech32(char[] text, int at, int end, int hrp) {
        int check = 1;
        for (int i = 0; i < hrp; i++) {
            check = polymod(check) ^ (Chars.lower(text[at + i]) >> 5);
        }
        check = polymod(check);
        for (int i = 0; i < hrp; i++) {
            check = polymod(check) ^ (Chars.lower(text[at + i]) & 31);
        }
        for (int i = at + hrp + 1; i < end; i++) {
            int value = BECH32.indexOf(Chars.lower(text[i]));
            if (value < 0) {
                return false;
            }
            check = polymod(check) ^ value;
        }
        return check == 1 || check == BECH32M;
    }

    private static int polymod(int check) {
        int top = check >>> 25;
        int next = (check & 0x1ffffff) << 5;
        for (int i = 0; i < 5; i++) {
            next ^= (top >> i & 1) != 0 ? GENERATOR[i] : 0;
        }
        return next;
    }
}
