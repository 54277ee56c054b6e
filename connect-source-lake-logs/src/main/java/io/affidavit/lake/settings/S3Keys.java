/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.settings;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import java.util.List;

/** Keys of the object store source that say how a bucket is reached. */
public final class S3Keys {

    public static final String ENDPOINT = "source.s3.endpoint";
    public static final String REGION = "source.s3.region";
    public static final String PATH_STYLE = "source.s3.path.style.access";
    public static final String ACCESS_KEY = "source.s3.access.key.id";
    public static final String SECRET_KEY = "source.s3.secret.access.key";
    public static final String SESSION_TOKEN = "source.s3.session.token";
    public static final String CHECKSUMS = "source.s3.checksums";

    private static final String S3 = "S3";

    private S3Keys() {}

    static List<ConfigKey> keys() {
        return List.of(
                ConfigKey.string(ENDPOINT)
                        .group(S3)
                        .displayName("Endpoint")
                        .optional()
                        .validator(Checks.check(
                                "an address that begins with http:// or https:// and holds no password",
                                value -> Locations.isEndpoint(value.toString())))
                        .doc("Address of an S3 server that is not AWS.")
                        .build(),
                ConfigKey.string(REGION)
                        .group(S3)
                        .displayName("Region")
                        .defaultValue("")
                        .doc("Region of the bucket. Empty means what the AWS SDK finds in its environment.")
                        .build(),
                ConfigKey.bool(PATH_STYLE)
                        .group(S3)
                        .displayName("Path style")
                        .defaultValue(false)
                        .doc(
                                "Whether the bucket stands in the path and not in the host name, as most servers that are not AWS want it.")
                        .build(),
                ConfigKey.string(ACCESS_KEY)
                        .group(S3)
                        .displayName("Access key id")
                        .defaultValue("")
                        .doc("Access key. Empty means that the AWS SDK finds credentials: role, environment, profile.")
                        .build(),
                secret(SECRET_KEY, "Secret access key", "Secret of the access key. Use a ConfigProvider reference."),
                secret(SESSION_TOKEN, "Session token", "Token that goes with temporary credentials."),
                ConfigKey.string(CHECKSUMS)
                        .group(S3)
                        .displayName("Checksums")
                        .defaultValue("supported")
                        .validator(Checks.oneOf("supported", "required"))
                        .recommends("supported", "required")
                        .doc(
                                "Which requests carry a checksum of the SDK's: required for servers that refuse them with status 400, such as "
                                        + "Ceph 16.")
                        .build());
    }

    private static ConfigKey secret(String name, String displayName, String documentation) {
        return ConfigKey.password(name)
                .group(S3)
                .displayName(displayName)
                .defaultValue("")
                .doc(documentation)
                .build();
    }
}
