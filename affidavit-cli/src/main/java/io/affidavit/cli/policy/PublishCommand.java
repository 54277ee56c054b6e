/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.policy;

import io.affidavit.cli.output.Failure;
import io.affidavit.cli.topic.BrokerOptions;
import io.affidavit.core.config.Durations;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import io.affidavit.core.policy.PolicyDocument;
import io.affidavit.core.policy.log.PolicyLog;
import io.affidavit.core.policy.log.Signatures;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a version of a policy to the topic of policies, and from when on it is in force. */
@Command(
        name = "publish",
        description =
                "Publishes a version of a policy, in force for records from a time on. Published again, an earlier"
                        + " version is put back in force.",
        footer = {
            "",
            "Refuses a document with faults, a version that was published with another text, a time less than 30 s away or"
                    + " before one that was announced, and an approved retention that is shortened without a new approval."
        })
final class PublishCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The policy document.")
    private Path file;

    @Mixin
    private BrokerOptions broker;

    @Option(
            names = "--effective-from",
            required = true,
            paramLabel = "TIME",
            description =
                    "From which record timestamp on: a time such as 2026-12-01T00:00:00Z, or a delay such as +5m.")
    private String effectiveFrom;

    @Option(
            names = "--topic",
            defaultValue = PolicyTopic.DEFAULT,
            paramLabel = "TOPIC",
            description = "The topic of policies (default: ${DEFAULT-VALUE}).")
    private String topic;

    @Option(names = "--create", description = "Makes the topic if it is missing: one partition, compacted.")
    private boolean create;

    @Option(names = "--key", paramLabel = "FILE", description = "Ed25519 key in PEM to sign with.")
    private Path key;

    @Option(
            names = "--trust",
            paramLabel = "FILE",
            description = "Public keys that the workers trust: what they would refuse is not published.")
    private Path trust;

    @Spec
    private CommandSpec spec;

    private final InstantSource clock = Clock.systemUTC();

    PublishCommand() {}

    @Override
    public Integer call() {
        PolicyDocument document = Documents.read(file).document();
        Optional<SigningKey> signer = Optional.ofNullable(key).map(SignCommand::key);
        Optional<TrustedKeys> trusted = Optional.ofNullable(trust).map(PublishCommand::trusted);
        time(effectiveFrom, clock.instant());
        PrintWriter out = spec.commandLine().getOut();
        try (PolicyTopic policies =
                new PolicyTopic(topic, broker.client(), document.ref().id())) {
            policies.prepare(create);
            PolicyLog log = new PolicyLog(document.ref().id(), trusted, refusal -> out.println("note: " + refusal));
            broker.reader().read(topic, Set.of(), record -> log.accept(record.key(), record.value()));
            Instant now = clock.instant();
            Publication plan = Publication.after(log, document, time(effectiveFrom, now), now);
            Signatures overDocument =
                    signer.map(by -> Signatures.of(document, by)).orElse(Signatures.NONE);
            Signatures overHead =
                    signer.map(by -> Signatures.of(plan.head(), by)).orElse(Signatures.NONE);
            if (log.signed() && overHead.isEmpty()) {
                throw new Failure("Cannot publish " + document.ref().name()
                        + ": what is published there is signed, and workers may ask for it. Give --key.");
            }
            if (trusted.isPresent() && !overHead.trusted(plan.head(), trusted.get())) {
                throw new Failure("Cannot publish " + document.ref().name()
                        + ": workers that trust the keys of --trust would refuse it. Give --key with one of them.");
            }
            policies.write(plan, overDocument, overHead);
            out.println(
                    (plan.fresh() ? "Published " : "Put back ") + document.ref().stamp() + " to " + topic
                            + ", in force from " + plan.head().last().effectiveFrom() + ".");
        }
        out.flush();
        return 0;
    }

    /** A delay is counted from now; whole milliseconds. */
    @SuppressWarnings("UnusedException") // what to write instead is said
    static Instant time(String text, Instant now) {
        try {
            Instant time = text.startsWith("+") ? now.plus(Durations.parse(text.substring(1))) : Instant.parse(text);
            return time.truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException e) {
            throw new Failure("Cannot read --effective-from: it is no time. Write 2026-12-01T00:00:00Z, or +5m.");
        }
    }

    @SuppressWarnings("UnusedException") // its message is repeated
    private static TrustedKeys trusted(Path file) {
        try {
            return TrustedKeys.read(file);
        } catch (IllegalArgumentException e) {
            throw new Failure(e.getMessage());
        }
    }
}
