/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.contract;

import io.affidavit.source.spi.SourceRow;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;

/** Looks into rows, be they structs or documents. */
final class RowText {

    private RowText() {}

    static String body(SourceRow row) {
        return row.value() instanceof Struct struct
                ? struct.getString("body")
                : (String) ((Map<?, ?>) row.value()).get("body");
    }
}
