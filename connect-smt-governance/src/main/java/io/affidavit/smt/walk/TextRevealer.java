/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.smt.scan.Evidence;
import io.affidavit.smt.scan.Label;
import io.affidavit.smt.seal.Opener;
import io.affidavit.smt.seal.SealedTexts;
import java.util.List;

/**
 * Opens the sealed texts of one text, and of JSON in it to the depth to which {@link TextMasker} goes, so that what comes out is
 * escaped as it must be. Not safe for concurrent use.
 */
final class TextRevealer implements TextEditor {

    private final Opener opener;
    private final RevealTally tally;
    private final JsonRewriter json;
    private final int longest;
    private String tenant = "";

    TextRevealer(Opener opener, RevealTally tally, Budget budget) {
        this(opener, tally, budget, 0);
    }

    private TextRevealer(Opener opener, RevealTally tally, Budget budget, int level) {
        this.opener = opener;
        this.tally = tally;
        this.longest = budget.leafChars();
        this.json = level == TextMasker.LEVELS
                ? null
                : new JsonRewriter(new TextRevealer(opener, tally, budget, level + 1), budget.depth());
    }

    @Override
    public void tenant(String value) {
        tenant = value;
        if (json != null) {
            json.inner().tenant(value);
        }
    }

    @Override
    public void within(Trail where) {
        if (json != null) {
            json.within(where);
        }
    }

    @Override
    public int shortest() {
        return TextMasker.SHORTEST;
    }

    @Override
    public boolean extended() {
        return false;
    }

    @Override
    public boolean affords(int chars) {
        return chars <= longest;
    }

    /** What is not looked at stays sealed. */
    @Override
    public Object closed(int length, PathNode node, Label reason) {
        return null;
    }

    @Override
    public int found() {
        return tally.total();
    }

    @Override
    public Object edit(
            char[] text, int from, int to, PathNode node, int evidence, char[] name, int nameFrom, int nameTo) {
        List<SealedTexts.Place> places = SealedTexts.in(text, from, to);
        if (places.isEmpty()) {
            return null;
        }
        if (json != null && JsonStrings.possible(text, from, to, evidence)) {
            Object result = json.rewrite(text, from, to, node, evidence & ~Evidence.JSON);
            if (result != JsonRewriter.MALFORMED && result != JsonRewriter.TOO_DEEP) {
                return result;
            }
        }
        return opened(text, from, to, places);
    }

    /** Masking seals no names. */
    @Override
    public boolean report(char[] name, int from, int to, PathNode node) {
        return true;
    }

    private Object opened(char[] text, int from, int to, List<SealedTexts.Place> places) {
        StringBuilder out = null;
        int copied = from;
        for (SealedTexts.Place place : places) {
            if (!opener.asked(place.sealed())) {
                continue;
            }
            String content = opener.open(place.sealed(), tenant);
            if (content == null) {
                tally.unopened(place.sealed().label());
                continue;
            }
            tally.opened(place.sealed().label());
            out = out == null ? new StringBuilder(to - from) : out;
            out.append(text, copied, place.start() - copied).append(content);
            copied = place.end();
        }
        return out == null ? null : out.append(text, copied, to - copied).toString();
    }
}
