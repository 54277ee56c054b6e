/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.gate;

import io.affidavit.cli.output.Failure;
import io.affidavit.cli.topic.BrokerOptions;
import io.affidavit.monitor.release.Decision;
import io.affidavit.monitor.release.DecisionResult;
import io.affidavit.monitor.release.Outcome;
import io.affidavit.monitor.release.Place;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Where decisions are written, and answered. */
final class DecisionTopics {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final String ADVICE = "Check --bootstrap and --command-config, and that you may write there.";

    private final BrokerOptions broker;
    private final String decisions;
    private final String results;

    DecisionTopics(BrokerOptions broker, String decisions, String results) {
        this.broker = broker;
        this.decisions = decisions;
        this.results = results;
    }

    /** What the gate made of a decision. */
    record Result(Place decision, boolean refused, String outcome) {}

    /** Returns once all in-sync replicas have the decision. */
    Place write(Decision decision) {
        Map<String, Object> settings = new HashMap<>(broker.client());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) broker.patience().toMillis());
        byte[] key = decision.record().toString().getBytes(StandardCharsets.UTF_8);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            RecordMetadata written = producer.send(new ProducerRecord<>(decisions, 0, key, decision.json()))
                    .get();
            return new Place(written.topic(), written.partition(), written.offset());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of("Cannot write to topic " + decisions, e, "Run the command again.");
        } catch (ExecutionException | KafkaException e) {
            throw Failure.of("Cannot write to topic " + decisions, e, ADVICE);
        }
    }

    /** @throws Failure if the gate has not answered all in time */
    List<Result> await(Collection<Place> places, int seconds) {
        long deadline = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        while (true) {
            Map<Place, Result> answered = answered();
            if (answered.keySet().containsAll(places)) {
                return places.stream().map(answered::get).toList();
            }
            if (System.nanoTime() > deadline) {
                throw new Failure("Cannot say what became of the decision: topic " + results + " holds no answer after "
                        + seconds + " s. See that the gate's connector runs and reads topic " + decisions
                        + "; the decision stands.");
            }
            pause();
        }
    }

    private Map<Place, Result> answered() {
        Map<Place, Result> answered = new HashMap<>();
        broker.reader().read(decisions, Set.of(results), record -> {
            if (record.topic().equals(results)) {
                Optional.ofNullable(record.value())
                        .flatMap(DecisionResult::parse)
                        .ifPresent(result -> answered.put(result.place(), shown(result)));
            }
        });
        return answered;
    }

    private static Result shown(DecisionResult result) {
        boolean refused = result.outcome() == Outcome.REFUSED;
        String outcome =
                refused ? "refused, " + result.rule() : result.outcome().text();
        return new Result(result.place(), refused, outcome);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Cannot wait for the answer: interrupted. The decision stands.");
        }
    }
}
