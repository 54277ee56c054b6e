/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.store;

import io.affidavit.lake.unit.UnitException;
import io.affidavit.source.spi.StoreException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Turns the SDK's exceptions into ours, by HTTP status; their messages are left out. */
final class S3Failures {

    static final int NOT_FOUND = 404;
    private static final int CHANGED = 412;
    private static final int OUT_OF_RANGE = 416;
    private static final int TIMEOUT = 408;
    private static final int THROTTLED = 429;
    private static final int SERVER = 500;

    private S3Failures() {}

    /** @param what was wanted: a verb and its object */
    static StoreException of(SdkException failure, String what) {
        int status = status(failure);
        if (status == 0) {
            return StoreException.retriable("Cannot " + what + ": no answer ("
                    + failure.getClass().getSimpleName() + "). Check endpoint, region, network and credentials.");
        }
        String message = "Cannot " + what + ": HTTP status " + status + ". " + advice(status);
        return status >= SERVER || status == TIMEOUT || status == THROTTLED
                ? StoreException.retriable(message)
                : StoreException.fatal(message);
    }

    /** As {@link #of}, where one object was wanted. */
    static UnitException ofObject(SdkException failure, String what) {
        int status = status(failure);
        if (status == NOT_FOUND) {
            return UnitException.gone();
        }
        if (status == CHANGED || status == OUT_OF_RANGE) {
            return UnitException.changed();
        }
        return UnitException.unavailable(of(failure, what));
    }

    /** The HTTP status, or 0 where there was no answer. */
    static int status(SdkException failure) {
        return failure instanceof AwsServiceException service ? service.statusCode() : 0;
    }

    private static String advice(int status) {
        return switch (status) {
            case 301, 307, 400 -> "Check region, endpoint and source.s3.checksums.";
            case 401, 403 -> "Grant s3:ListBucket on the bucket and s3:GetObject on its objects.";
            case NOT_FOUND -> "Check the bucket's name.";
            default -> "Check the store if this goes on.";
        };
    }
}
