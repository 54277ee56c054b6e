/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.hold;

import io.affidavit.archive.export.ExportCheck;
import io.affidavit.cli.output.Columns;
import io.affidavit.cli.output.Failure;
import io.affidavit.cli.output.ResultOption;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.key.TrustedKeys;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks an export of a hold, without the table. */
@Command(
        name = "check",
        description = "Checks an exported hold with nothing but the export and trusted keys.",
        footer = {"", "Exit code: 0 everything holds, 1 findings, 2 the export could not be checked."})
final class CheckCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIRECTORY", description = "What affidavit hold export wrote.")
    private Path directory;

    @Option(names = "--trust", required = true, paramLabel = "FILE", description = "Public keys to trust, in PEM.")
    private Path trust;

    @Mixin
    private ResultOption output;

    /** Created by picocli. */
    CheckCommand() {}

    @Override
    public Integer call() {
        ExportCheck.Result result = check();
        output.print(() -> json(result), () -> text(result));
        return result.findings().isEmpty() ? 0 : 1;
    }

    private ExportCheck.Result check() {
        try {
            return ExportCheck.run(directory, TrustedKeys.read(trust));
        } catch (IllegalArgumentException e) {
            throw new Failure(e.getMessage());
        } catch (RuntimeException e) {
            throw Failure.of("Cannot check " + directory, e, "Give the directory of an export.");
        }
    }

    private static String text(ExportCheck.Result result) {
        StringBuilder text = new StringBuilder();
        text.append(Columns.number(result.records())).append(" records").append(System.lineSeparator());
        if (result.findings().isEmpty()) {
            return text.append("OK: every record is one that was archived, and the hold is about it.")
                    .append(System.lineSeparator())
                    .toString();
        }
        text.append("FAILED").append(System.lineSeparator());
        result.findings().forEach(finding -> text.append("  ").append(finding).append(System.lineSeparator()));
        return text.toString();
    }

    private static String json(ExportCheck.Result result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ok", result.findings().isEmpty());
        json.put("records", result.records());
        json.put("findings", result.findings());
        return JsonText.write(json) + System.lineSeparator();
    }
}
