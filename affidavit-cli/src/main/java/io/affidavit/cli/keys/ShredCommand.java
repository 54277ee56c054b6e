/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.keys;

import io.affidavit.cli.output.Failure;
import io.affidavit.cli.topic.BrokerOptions;
import io.affidavit.smt.seal.CipherKeys;
import io.affidavit.smt.seal.Id128;
import io.affidavit.smt.seal.KeyServiceException;
import io.affidavit.smt.seal.KeyWrap;
import io.affidavit.smt.seal.Owner;
import io.affidavit.smt.subject.KeyTopicException;
import io.affidavit.smt.subject.KeyTopicSettings;
import io.affidavit.smt.subject.ShredStatement;
import io.affidavit.smt.subject.Shredder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Erases the keys of one subject, so that nothing that was sealed for it opens again. */
@Command(
        name = "shred",
        description = "Makes all that was encrypted for one subject unreadable, for good.",
        footer = {
            "",
            "Legal holds are not looked up: see first that none covers the subject.",
            "Exit code: 0 every key is erased and none is left, 1 the subject had no key, 2 not done."
        })
final class ShredCommand implements Callable<Integer> {

    @Option(
            names = "--subject",
            required = true,
            paramLabel = "SUBJECT",
            description =
                    "The subject as mask.subject.path gave it; - for standard input, so that no shell remembers it.")
    private String subject;

    @Option(
            names = "--tenant",
            defaultValue = "",
            paramLabel = "TENANT",
            description = "The tenant as mask.tenant.field gave it; without, the one without a name.")
    private String tenant;

    @Option(
            names = "--topic",
            required = true,
            paramLabel = "TOPIC",
            description = "Topic of the subjects' keys, as mask.subject.keys.topic gave it.")
    private String topic;

    @Option(
            names = "--keyset",
            required = true,
            paramLabel = "FILE",
            description = "Keyset of the encrypt action, with every key it ever had.")
    private Path keyset;

    @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who does it. Part of the statement.")
    private String by;

    @Option(
            names = "--ticket",
            required = true,
            paramLabel = "TICKET",
            description = "The request on record. Part of the statement.")
    private String ticket;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "File that takes the statement of what was erased; must not exist.")
    private Path out;

    @Mixin
    private BrokerOptions brokers;

    @Mixin
    private KeyServiceOptions keyService;

    @Spec
    private CommandSpec spec;

    ShredCommand() {}

    @Override
    public Integer call() {
        Path file = out.toAbsolutePath().normalize();
        KeyFile.refuseExisting(file);
        KeyWrap wrap = wrap();
        Owner owner = new Owner(tenant, subject());
        List<Id128> keys = erased(wrap, owner);
        PrintWriter printer = spec.commandLine().getOut();
        if (keys.isEmpty()) {
            printer.println(
                    "The topic holds no key of this subject: nothing was erased. Check --subject, --tenant and --keyset.");
            return 1;
        }
        String statement = new ShredStatement(
                        Clock.systemUTC().instant(), by, ticket, topic, wrap.keyIds(), wrap.names(owner), keys)
                .json();
        try {
            KeyFile.create(file, statement + "\n");
        } catch (Failure e) {
            printer.println(statement);
            throw new Failure(
                    "Erased " + keys.size() + " keys, but " + e.getMessage() + " The statement is printed above.");
        }
        printer.printf("""
                Erased %d keys of the subject; read back, the topic holds none of it.
                Wrote %s
                Tasks that mask or reveal use them no longer than their subject.keys.refresh. Brokers keep what was erased on disk
                until they compact the topic.
                """, keys.size(), file);
        return 0;
    }

    @SuppressWarnings("UnusedException") // their messages, which are safe, are told
    private List<Id128> erased(KeyWrap wrap, Owner owner) {
        try {
            return Shredder.shred(
                    new KeyTopicSettings(topic, brokers.client(), brokers.patience(), brokers.patience()), wrap, owner);
        } catch (KeyTopicException e) {
            throw new Failure(e.getMessage());
        }
    }

    @SuppressWarnings("UnusedException") // their messages, which are safe, are told
    private KeyWrap wrap() {
        try {
            return CipherKeys.of(Files.readString(keyset), keyService.service()).wrap();
        } catch (IOException e) {
            throw Failure.of("Cannot read " + keyset, e, "Give a keyset that you may read.");
        } catch (KeyServiceException e) {
            throw KeyServiceOptions.refused(e);
        } catch (IllegalArgumentException e) {
            throw new Failure("Cannot use " + keyset + ": " + e.getMessage());
        }
    }

    private String subject() {
        return subject.equals(SecretText.STANDARD_INPUT) ? SecretText.read(subject, "the subject") : given();
    }

    private String given() {
        if (subject.isEmpty()) {
            throw new Failure("Cannot erase keys: the subject is empty. Give --subject.");
        }
        return subject;
    }
}
