/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.mapping;

import io.affidavit.cli.output.Columns;
import io.affidavit.smt.mapping.BuiltInMappings;
import io.affidavit.smt.mapping.MappingInfo;
import io.affidavit.smt.mapping.Mappings;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the built-in mappings. */
@Command(name = "list", description = "Lists the built-in mappings and what each was made from.")
public final class ListCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    /** Created by picocli. */
    ListCommand() {}

    @Override
    public Integer call() {
        Columns columns = new Columns(List.of("mapping", "system", "table or stream", "made from"));
        for (String name : BuiltInMappings.names()) {
            MappingInfo info = Mappings.of(name).info();
            columns.add(List.of(name, shown(info.system()), shown(info.entity()), shown(info.madeFrom())));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(columns.text());
        out.flush();
        return 0;
    }

    private static String shown(String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
