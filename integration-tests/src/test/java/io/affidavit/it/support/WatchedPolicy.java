/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.policy.PolicyReader;
import io.affidavit.core.policy.log.Effective;
import io.affidavit.core.policy.log.PolicyLog;
import io.affidavit.core.policy.log.Timeline;
import io.affidavit.monitor.watch.Plan;
import io.affidavit.monitor.watch.PlanSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The monitors of a {@link WatchedTopic}: a document, or versions in a topic that the packaged command publishes. */
public final class WatchedPolicy {
    /** The id of the policy in a topic. */
    public static final String ID = "watched";

    private static final Pattern IN_FORCE_FROM = Pattern.compile("in force from (\\S+Z)\\.");
    private static final String FIRST = """
            id: watched
            version: 1
            monitors:
              - {id: impact, detector: impact-ratio, scope: [model.request_model], inputs: {value: decision.decision_outcome,
                 group: decision.subject_attributes.sex}, favourable: [approved], groups: [F, M], window: 10m,
                 severity: high, resolve_after: 2}
              - {id: adwin, detector: adwin, scope: [model.request_model], inputs: {value: decision.decision_outcome},
                 favourable: [approved], window: 10m}
              - {id: drift, detector: psi, scope: [model.request_model], inputs: {value: decision.score}, window: 10m,
                 parameters: {learning: 500}}
              - {id: version, detector: version-change, scope: [model.request_model], inputs: {
                 value: decision.decision_outcome, version: model.model_version, score: decision.score},
                 favourable: [approved], window: 10m}
              - {id: rate, detector: rate, scope: [model.request_model], window: 1m}
              - {id: spend, detector: spend, scope: [model.request_model], inputs: {value: usage.cost}, window: 1m}
              - {id: denials, detector: repeated-denials, where: {decision.verdict: block}, inputs: {
                 subject: identity.session_id}, window: 10m, parameters: {limit: 4, within: 2m}}
              - {id: night, detector: hours, scope: [model.request_model], window: 30m, parameters: {from: 17, to: 20,
                 weekends: yes}}
            """;

    private final TestStack stack;
    private final String topic;

    WatchedPolicy(TestStack stack, String topic) {
        this.stack = stack;
        this.topic = topic;
    }

    /** The document that stands in a configuration: the first version. */
    static String document() {
        return FIRST;
    }

    public String topic() {
        return topic;
    }

    /** A version in which the definition of one monitor is another, and the severity of a second. */
    private static String text(int version) {
        return FIRST.replace("version: 1\n", "version: " + version + "\n")
                .replace("learning: 500", "learning: " + (600 - 100 * version))
                .replace("severity: high", version % 2 == 0 ? "severity: low" : "severity: high");
    }

    /** Publishes a version; tells from when on it is in force. */
    public Instant publish(int version) {
        Path file = stack.directory().resolve(topic + "-" + version + ".yml");
        try {
            Files.writeString(file, text(version));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> arguments = new ArrayList<>(List.of("policy", "publish", file.toString()));
        arguments.addAll(List.of("--bootstrap", stack.broker().bootstrapServers()));
        arguments.addAll(List.of("--topic", topic, "--create", "--effective-from", "+31s"));
        CommandLine.Outcome outcome = stack.affidavit().run(arguments);
        Matcher time = IN_FORCE_FROM.matcher(outcome.output());
        assertThat(time.find()).as(outcome.output()).isTrue();
        return Instant.parse(time.group(1));
    }

    /** A version and a head that nobody can use. */
    public void breakIt() {
        stack.topics()
                .send(List.of(
                        new ProducerRecord<>(topic, (ID + "@9").getBytes(UTF_8), "id: watched".getBytes(UTF_8)),
                        new ProducerRecord<>(topic, ID.getBytes(UTF_8), "{}".getBytes(UTF_8))));
    }

    /** The document for all time. */
    static Timeline<Plan> fixed(PlanSettings settings) {
        return timeline(List.of(new Effective(Long.MIN_VALUE, PolicyReader.read(FIRST))), settings);
    }

    /** The versions in the topic. */
    Timeline<Plan> published(Topics topics, PlanSettings settings) {
        PolicyLog log = new PolicyLog(ID, Optional.empty(), refusal -> {});
        topics.read(topic).forEach(record -> log.accept(record.key(), record.value()));
        return timeline(log.effective(), settings);
    }

    private static Timeline<Plan> timeline(List<Effective> effective, PlanSettings settings) {
        return Timeline.of(effective, document -> Optional.of(new Plan(document, settings)))
                .orElseThrow();
    }
}
