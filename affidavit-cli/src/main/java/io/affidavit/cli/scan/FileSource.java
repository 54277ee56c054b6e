/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.scan;

import io.affidavit.cli.output.Failure;
import io.affidavit.cli.topic.RecordText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A file with a record on every line, as JSON or as text.
 *
 * @param path is read twice: to count its lines, and to choose among them
 */
record FileSource(Path path) implements RecordSource {

    @Override
    public String name() {
        return "file:" + path.getFileName();
    }

    @Override
    public boolean read(Sample sample, Consumer<Sampled> records) {
        try {
            long total = 0;
            try (BufferedReader lines = open()) {
                while (lines.readLine() != null) {
                    total++;
                }
            }
            long number = 0;
            try (BufferedReader lines = open()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (sample.takes(number++, total) && !line.isBlank()) {
                        records.accept(Sampled.of(RecordText.opened(line)));
                    }
                }
            }
            return sample.size() == 0 || sample.size() >= total;
        } catch (IOException e) {
            throw Failure.of("Cannot read " + path, e, "Give a file of text in UTF-8 with a record on every line.");
        }
    }

    private BufferedReader open() throws IOException {
        InputStream in = Files.newInputStream(path);
        // what is no UTF-8 must not pass for clean
        return new BufferedReader(new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
    }
}
