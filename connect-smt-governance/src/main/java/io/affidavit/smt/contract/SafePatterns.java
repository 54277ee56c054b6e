/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.contract;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;

/** Compiles the patterns of a contract for RE2, which reads a text once, whatever the pattern. */
final class SafePatterns {

    private static final int LONGEST = 1_000;

    private SafePatterns() {}

    /** @throws ContractException if RE2 does not know the pattern */
    @SuppressWarnings("UnusedException") // its message repeats the pattern
    static RegularExpression compile(String regex) {
        if (regex.length() > LONGEST) {
            throw new ContractException("Cannot use contract: a pattern is longer than " + LONGEST + ". Shorten it.");
        }
        try {
            Pattern pattern = Pattern.compile(regex);
            return text -> pattern.matcher(text).find();
        } catch (PatternSyntaxException e) {
            throw new ContractException("Cannot use contract: RE2 does not know one of its patterns. "
                    + "Write it without look-around and back-references.");
        }
    }
}
