/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import io.affidavit.stack.KafkaProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A backfill whose records belong to 2,004 partitions in turn, by our archive task and by Iceberg's own sink task, each as
 * it ships and each in a process of its own with 512 MiB of heap.
 */
final class ArchiveBackfillBenchmark implements Benchmark {

    private static final int RECORDS = 400_000;
    private static final String HEAP = "512m";
    private static final long PATIENCE_MINUTES = 20;

    /** How a process ended, and what it said until then. */
    private record Run(boolean completed, String end, Map<String, Long> said) {

        double peakMegabytes() {
            return said.getOrDefault("peak_heap", 0L) / 1e6;
        }

        double recordsPerCpuSecond() {
            return completed ? RECORDS * 1000.0 / said.get("cpu_ms") : 0;
        }

        String files() {
            return completed ? String.valueOf(said.get("files")) : "-";
        }
    }

    @Override
    public Result run() throws Exception {
        Path directory = Files.createTempDirectory("affidavit-bench");
        try (KafkaProcess broker = new KafkaProcess(directory.resolve("kafka"))) {
            broker.start();
            Run ours = run("ours", directory, broker.bootstrapServers());
            Run theirs = run("theirs", directory, broker.bootstrapServers());
            Result result = new Result("sink", "result", "peak heap MB", "files", "records/CPU-s");
            addRow(result, "affidavit archive", ours);
            addRow(result, "iceberg-kafka-connect", theirs);
            return result.figure("completed", ours.completed())
                    .figure("peak_heap_mb", ours.peakMegabytes())
                    .figure("files", ours.said().getOrDefault("files", 0L))
                    .figure("records_per_cpu_s", ours.recordsPerCpuSecond())
                    .figure("partitions", BackfillRecords.PARTITIONS)
                    .figure("rival_completed", theirs.completed())
                    .figure("rival_peak_heap_mb", theirs.peakMegabytes())
                    .figure("rival_records", theirs.said().getOrDefault("records", 0L));
        } finally {
            Sinks.delete(directory);
        }
    }

    private static void addRow(Result result, String sink, Run run) {
        result.row(
                sink, run.end(), run.peakMegabytes(), run.files(), run.completed() ? run.recordsPerCpuSecond() : "-");
    }

    private static Run run(String side, Path directory, String bootstrap) throws IOException, InterruptedException {
        Path work = Files.createDirectory(directory.resolve(side));
        Path log = directory.resolve(side + ".log");
        Process process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx" + HEAP,
                        "-XX:+UseParallelGC",
                        "-XX:ParallelGCThreads=2",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Djava.io.tmpdir=" + work,
                        "-cp",
                        System.getProperty("java.class.path"),
                        BackfillProcess.class.getName(),
                        side,
                        Integer.toString(RECORDS),
                        work.toString(),
                        bootstrap))
                .redirectError(log.toFile())
                .start();
        Map<String, Long> said = new HashMap<>();
        Thread watchdog = new Thread(() -> end(process));
        watchdog.setDaemon(true);
        watchdog.start();
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                String[] words = line.split(" ");
                if (words.length == 2 && words[1].matches("\\d+")) {
                    said.put(words[0], Long.parseLong(words[1]));
                    progress(side, words);
                } else if (line.contains("OutOfMemoryError")) {
                    said.put("out_of_memory", 1L);
                }
            }
        }
        int code = process.waitFor();
        boolean completed = said.containsKey("completed") && said.getOrDefault("rows", 0L) == RECORDS;
        return new Run(completed, end(completed, said, code, log), said);
    }

    private static void progress(String side, String[] words) {
        if (words[0].equals("records") && Long.parseLong(words[1]) % 100_000 == 0) {
            System.err.println(side + ": " + words[1] + " records taken");
        }
    }

    private static void end(Process process) {
        try {
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String end(boolean completed, Map<String, Long> said, int code, Path log) throws IOException {
        if (completed) {
            return "completed";
        }
        boolean outOfMemory =
                said.containsKey("out_of_memory") || Files.readString(log).contains("OutOfMemoryError");
        String why = outOfMemory ? "out of memory" : "ended with code " + code;
        return why + " after " + said.getOrDefault("records", 0L) + " records";
    }
}
