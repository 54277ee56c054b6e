/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.lock;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A location in S3 as the store's requests want it. */
public record S3Location(String bucket, String key) {

    private static final Pattern FORM = Pattern.compile("s3[an]?://([^/]+)/(.+)");

    public static S3Location of(String location) {
        Matcher parts = FORM.matcher(location);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Cannot find object " + location + ": it is no location in S3.");
        }
        return new S3Location(parts.group(1), parts.group(2));
    }
}
