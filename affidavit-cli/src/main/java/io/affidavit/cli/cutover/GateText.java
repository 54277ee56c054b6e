/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.cutover;

import io.affidavit.cli.output.Columns;
import java.util.List;

/** Gates as a table. */
final class GateText {

    private GateText() {}

    static String of(List<Gate> gates) {
        Columns columns = new Columns(List.of("", "what", "is", "must be"));
        gates.forEach(gate -> columns.add(List.of(gate.passed() ? "ok" : "NO", gate.what(), gate.is(), gate.mustBe())));
        return columns.text();
    }
}
