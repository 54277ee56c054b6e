/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import io.affidavit.bench.corpus.Corpus;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes labelled AI events for {@code accuracy} to read. */
final class CorpusBenchmark implements Benchmark {

    private final Path out;
    private final int records;
    private final long seed;

    private CorpusBenchmark(Path out, int records, long seed) {
        this.out = out;
        this.records = records;
        this.seed = seed;
    }

    /** @param arguments {@code --out FILE [--records N] [--seed S]} */
    static Benchmark of(List<String> arguments) {
        Path out = null;
        int records = 5_000;
        long seed = 1;
        try {
            for (int i = 0; i < arguments.size(); i++) {
                switch (arguments.get(i)) {
                    case "--out" -> out = Path.of(arguments.get(++i));
                    case "--records" -> records = Integer.parseInt(arguments.get(++i));
                    case "--seed" -> seed = Long.parseLong(arguments.get(++i));
                    default -> out = null;
                }
            }
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            out = null;
        }
        if (out == null || records < 1) {
            throw new IllegalArgumentException(
                    "Cannot write the corpus: the options cannot be read. Use --out FILE [--records N] [--seed S].");
        }
        return new CorpusBenchmark(out, records, seed);
    }

    @Override
    public Result run() throws IOException {
        Corpus corpus = Corpus.of(seed);
        try (Writer lines = Files.newBufferedWriter(out, StandardCharsets.UTF_8)) {
            for (int i = 0; i < records; i++) {
                lines.write(corpus.next());
                lines.write('\n');
            }
        }
        return new Result("file", "records", "seed")
                .row(out.getFileName(), records, seed)
                .figure("records", records);
    }
}
