/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.settings;

import io.affidavit.catalog.CatalogSecrets;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads locations as users write them. */
public final class Locations {

    private static final Pattern BUCKET = Pattern.compile("s3a?://([A-Za-z0-9._-]{3,255})(?:/(.*))?");
    private static final String FILE = "file:";

    private Locations() {}

    static boolean isKnown(String location) {
        return isS3(location) || path(location).isAbsolute();
    }

    public static boolean isS3(String location) {
        return BUCKET.matcher(location).matches();
    }

    /** The directory of a location that is not in S3. */
    public static Path path(String location) {
        return Path.of(
                location.startsWith(FILE) ? location.substring(FILE.length()).replaceFirst("^//(?=/)", "") : location);
    }

    /** The bucket of a location in S3. */
    public static String bucket(String location) {
        return match(location).group(1);
    }

    /** What keys of a location in S3 begin with: empty, or a text that ends with a slash. */
    public static String prefix(String location) {
        String prefix = match(location).group(2);
        if (prefix == null || prefix.isEmpty()) {
            return "";
        }
        return prefix.endsWith("/") ? prefix : prefix + "/";
    }

    static boolean isEndpoint(String address) {
        try {
            String scheme = String.valueOf(URI.create(address).getScheme());
            return (scheme.equals("http") || scheme.equals("https")) && !CatalogSecrets.in(address);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Matcher match(String location) {
        Matcher matcher = BUCKET.matcher(location);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Not a location in S3.");
        }
        return matcher;
    }
}
