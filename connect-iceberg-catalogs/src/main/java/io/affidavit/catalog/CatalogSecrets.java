/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.catalog;

import io.affidavit.core.config.ConfigKey;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef.Importance;

/**
 * The keys of Iceberg's own that hold secrets. They are declared so that Connect masks them; all other keys of a catalog
 * pass through as they are.
 */
public final class CatalogSecrets {

    private static final String GROUP = "Catalog secrets";

    // A parameter such as ?password=..., or user:password@ before the host; clients print addresses in their errors.
    private static final Pattern IN_ADDRESS = Pattern.compile(
            "(?i)[?&;][a-z_.-]*(password|passwd|pwd|secret|token|credential)[a-z_.-]*=|//[^/?#@]*:[^/?#@]*@");

    private CatalogSecrets() {}

    /** Whether an address, of a catalog or a store, holds a secret, which would be printed with it. */
    public static boolean in(String address) {
        return IN_ADDRESS.matcher(address).find();
    }

    public static List<ConfigKey> keys() {
        return Stream.of(
                        secret("jdbc.password", "JDBC password", "Password of a JDBC catalog's database user."),
                        secret(
                                "credential",
                                "REST credential",
                                "OAuth2 client credential of a REST catalog, as id:secret."),
                        secret("token", "REST token", "Bearer token of a REST catalog."),
                        secret(
                                "rest.auth.basic.password",
                                "REST password",
                                "Password of a REST catalog with basic authentication."),
                        secret(
                                "rest.client.proxy.password",
                                "REST proxy password",
                                "Password of the proxy on the way to a REST catalog."),
                        secret(
                                "rest.secret-access-key",
                                "REST signing secret",
                                "Secret access key for a REST catalog that wants requests signed with AWS SigV4."),
                        secret(
                                "rest.session-token",
                                "REST signing session",
                                "Session token that goes with iceberg.catalog.rest.secret-access-key."),
                        secret(
                                "s3.secret-access-key",
                                "S3 secret access key",
                                "Secret access key for S3. Without it the AWS SDK looks for credentials where it always"
                                        + " does: environment, profile, web identity, instance."),
                        secret(
                                "s3.session-token",
                                "S3 session token",
                                "Session token that goes with iceberg.catalog.s3.secret-access-key."),
                        secret(
                                "s3.sse.key",
                                "S3 encryption key",
                                "Key for server-side encryption with iceberg.catalog.s3"
                                        + ".sse.type=custom, or the id of a KMS key."),
                        secret("gcs.oauth2.token", "GCS token", "OAuth2 token for Google Cloud Storage."),
                        secret(
                                "adls.auth.shared-key.account.key",
                                "ADLS account key",
                                "Account key for Azure Data Lake Storage."),
                        secret("adls.token", "ADLS token", "Token for Azure Data Lake Storage."))
                .toList();
    }

    private static ConfigKey secret(String name, String displayName, String doc) {
        return ConfigKey.password(Catalogs.PREFIX + name)
                .group(GROUP)
                .displayName(displayName)
                .importance(Importance.LOW)
                .doc(doc)
                .optional()
                .build();
    }
}
