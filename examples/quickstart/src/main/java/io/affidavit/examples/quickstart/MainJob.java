package io.affidavit.examples.quickstart;

import io.affidavit.stack.LocalPostgres;
import io.affidavit.stack.PluginDirectory;
import io.affidavit.stack.StackException;
import io.affidavit.stack.litellm.SpendLogGenerator;
import io.affidavit.stack.litellm.SpendLogTable;
import io.affidavit.stack.rest.ConnectRest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** The steps of the quickstart, in order. */
final class MainJob {
    private static final String SOURCE = "ai-logs";
    private static final String SINK = "evidence-archive";
    private static final Duration SPAN = Duration.ofHours(36);
    private static final Duration START_LIMIT = Duration.ofMinutes(1);
    /** No progress for so long means that something is stuck. */
    private static final Duration STALL_LIMIT = Duration.ofMinutes(2);

    private final Options options;
    private final Stack stack;
    private final Console console;
    private final SpendLogGenerator generator;

    MainJob(Options options, Stack stack, Console console) {
        this.options = options;
        this.stack = stack;
        this.console = console;
        // an hour back: the source waits until rows are older than the writer's longest delay
        Instant end = Clock.systemUTC().instant().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.HOURS);
        this.generator = new SpendLogGenerator(options.seed(), options.rows(), end, SPAN);
    }
}
