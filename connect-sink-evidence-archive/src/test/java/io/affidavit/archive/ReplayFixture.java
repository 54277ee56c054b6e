/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.replay.grant.Grants;
import io.affidavit.archive.replay.grant.ReplayGrant;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.tags.GovHeaders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.io.TempDir;

/** Tables that the sink writes, and tasks that replay them on a clock of their own. */
abstract class ReplayFixture {

    @TempDir
    Path directory;

    final ReplayOffsets offsets = new ReplayOffsets();
    final ArchiveHarness.TickingClock clock = new ArchiveHarness.TickingClock(ArchiveHarness.NOW);

    static ReplayGrant grant(ArchiveHarness archive, Grants request) {
        return request.table("evidence.events", archive.table().uuid()).approve();
    }

    static List<SinkRecord> events(int partition, long from, long to, UnaryOperator<Long> later) {
        return LongStream.range(from, to)
                .mapToObj(offset -> Events.record(
                        partition,
                        offset,
                        permitted(Events.struct(offset), "auditors")
                                .put("event_time", new java.util.Date(Events.TIME + later.apply(offset)))))
                .toList();
    }

    static Struct permitted(Struct event, String permission) {
        return event.put(
                "lifecycle",
                new Struct(event.schema().field("lifecycle").schema()).put("replay_permission", permission));
    }

    Path trust() {
        return directory.resolve("replay-trust.pem");
    }

    EvidenceReplaySourceTask start(ReplayGrant grant) {
        return start(grant, Map.of());
    }

    EvidenceReplaySourceTask start(ReplayGrant grant, Map<String, String> overrides) {
        Map<String, String> config = ReplayConfigs.config(directory, grant);
        try {
            if (!Files.exists(trust())) {
                Files.writeString(trust(), ReplayConfigs.trustFile());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        config.put("replay.trust.keys", trust().toString());
        config.putAll(overrides);
        EvidenceReplaySourceTask task = new EvidenceReplaySourceTask(clock);
        task.initialize(offsets.context());
        task.start(config);
        return task;
    }

    /** Runs a task until it has written its receipt, or has nothing to do. */
    List<SourceRecord> run(ReplayGrant grant) throws InterruptedException {
        return run(grant, Map.of());
    }

    List<SourceRecord> run(ReplayGrant grant, Map<String, String> overrides) throws InterruptedException {
        EvidenceReplaySourceTask task = start(grant, overrides);
        List<SourceRecord> all = new ArrayList<>();
        List<SourceRecord> batch;
        do {
            if (offsets.isDone()) {
                // ends the pause before it begins
                task.stop();
                assertThat(task.poll()).isNull();
                return all;
            }
            batch = deliver(task.poll());
            all.addAll(batch);
        } while (!isReceipt(batch));
        task.stop();
        return all;
    }

    List<SourceRecord> deliver(List<SourceRecord> batch) {
        batch.forEach(record -> offsets.put(record.sourcePartition(), record.sourceOffset()));
        return batch;
    }

    static boolean isReceipt(List<SourceRecord> batch) {
        return batch.get(batch.size() - 1).headers().lastWithName(GovHeaders.CONTROL) != null;
    }

    static List<String> coordinates(List<SourceRecord> records) {
        return records.stream()
                .map(record -> header(record, GovHeaders.REPLAY_TOPIC) + "-"
                        + header(record, GovHeaders.REPLAY_PARTITION) + ":" + header(record, GovHeaders.REPLAY_OFFSET))
                .toList();
    }

    static String header(SourceRecord record, String name) {
        return GovHeaders.text(record.headers(), name);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> receipt(List<SourceRecord> records, int index) {
        return (Map<String, Object>) JsonText.parse((String) records.get(index).value());
    }
}
