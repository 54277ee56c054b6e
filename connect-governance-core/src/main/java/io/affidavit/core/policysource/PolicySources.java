/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policysource;

import static io.affidavit.core.policysource.PolicySourceKeys.CONSUMER;
import static io.affidavit.core.policysource.PolicySourceKeys.FAIL;
import static io.affidavit.core.policysource.PolicySourceKeys.FILE;
import static io.affidavit.core.policysource.PolicySourceKeys.FILE_POLL;
import static io.affidavit.core.policysource.PolicySourceKeys.FROM_FILE;
import static io.affidavit.core.policysource.PolicySourceKeys.FROM_NONE;
import static io.affidavit.core.policysource.PolicySourceKeys.FROM_TOPIC;
import static io.affidavit.core.policysource.PolicySourceKeys.ID;
import static io.affidavit.core.policysource.PolicySourceKeys.INLINE;
import static io.affidavit.core.policysource.PolicySourceKeys.LOAD_TIMEOUT;
import static io.affidavit.core.policysource.PolicySourceKeys.ON_STALE;
import static io.affidavit.core.policysource.PolicySourceKeys.SERVERS;
import static io.affidavit.core.policysource.PolicySourceKeys.SOURCE;
import static io.affidavit.core.policysource.PolicySourceKeys.STALENESS;
import static io.affidavit.core.policysource.PolicySourceKeys.TOPIC;
import static io.affidavit.core.policysource.PolicySourceKeys.TRUST;

import io.affidavit.core.config.ConfigKey;
import io.affidavit.core.key.TrustedKeys;
import io.affidavit.core.policy.PolicyDocument;
import io.affidavit.core.policy.PolicyException;
import io.affidavit.core.policy.PolicyReader;
import io.affidavit.core.policy.log.PolicyLog;
import io.affidavit.core.policy.log.PolicySource;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.ConnectException;

/** Opens the source of policies that the configuration of a plugin names. */
public final class PolicySources {

    /** Rule of records that arrive when the policy is too old to be relied on. */
    public static final String STALE = "policy.stale";

    private static final SharedFeeds<TopicFeed> TOPICS = new SharedFeeds<>();

    private PolicySources() {}

    /**
     * The keys to include in the transform's own.
     *
     * @param usable throws {@link IllegalArgumentException} for a document that the transform cannot use, so that it is refused
     *     before a connector is made of it
     */
    public static List<ConfigKey> keys(Consumer<PolicyDocument> usable) {
        return PolicySourceKeys.keys(PolicySourceKeys.required(), usable);
    }

    /** As {@link #keys}, for a transform that also works without a policy, which is then the default. */
    public static List<ConfigKey> optionalKeys(Consumer<PolicyDocument> usable) {
        return PolicySourceKeys.keys(PolicySourceKeys.optional(), usable);
    }

    /**
     * Whether a policy is asked for, where {@link #optionalKeys} leave the choice.
     *
     * @param values by key, as far as they are valid
     * @throws ConfigException naming the key, if a document is given and the source is none
     */
    public static boolean chosen(Map<String, ?> values) {
        PolicySourceKeys.agree(values);
        Object source = values.get(SOURCE);
        return source != null && !source.equals(FROM_NONE);
    }

    /**
     * Waits until there is a policy.
     *
     * @param compiler makes of a document what the transform asks for; throws {@link PolicyException} for one it cannot use
     * @throws ConfigException naming the key that is missing or wrong
     * @throws ConnectException if there is no policy to begin with
     */
    @SuppressWarnings("UnusedException") // its message is repeated
    public static <T> PolicySource<T> open(
            AbstractConfig config, Function<PolicyDocument, T> compiler, InstantSource clock) {
        try {
            return new CompiledSource<>(feed(config, clock), compiler, staleness(config), clock);
        } catch (PolicyException e) {
            throw new ConnectException(e.getMessage());
        }
    }

    /**
     * As {@link #open}, for who has keys of their own. However long the topic is not heard, what was heard last goes on to be
     * answered: {@link PolicySource#status} tells how long.
     *
     * @throws ConnectException if there is no policy to begin with
     */
    @SuppressWarnings("UnusedException") // its message is repeated
    public static <T> PolicySource<T> follow(
            PolicyTopicSettings settings, Function<PolicyDocument, T> compiler, InstantSource clock) {
        try {
            return new CompiledSource<>(followed(settings, clock), compiler, Optional.empty(), clock);
        } catch (PolicyException e) {
            throw new ConnectException(e.getMessage());
        }
    }

    /**
     * Public keys to trust.
     *
     * @param key of the configuration, for messages
     * @param files in PEM; none for no signatures at all
     * @throws ConfigException naming the key
     */
    @SuppressWarnings("UnusedException") // its message says less or names the file
    public static Optional<TrustedKeys> trusted(String key, List<String> files) {
        if (files.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(TrustedKeys.read(
                    files.stream().map(String::trim).map(Path::of).toList()));
        } catch (InvalidPathException e) {
            throw new ConfigException("Invalid value for configuration " + key + ": it is no path of a file.");
        } catch (IllegalArgumentException e) {
            throw new ConfigException("Invalid value for configuration " + key + ": " + e.getMessage());
        }
    }

    private static PolicyFeed feed(AbstractConfig config, InstantSource clock) {
        return switch (config.getString(SOURCE)) {
            case FROM_TOPIC -> topic(config, clock);
            case FROM_FILE ->
                new FileFeed(
                        new PolicyFile(required(config, FILE), config.getString(ID), trusted(config)),
                        Duration.ofMillis(config.getLong(FILE_POLL)),
                        clock);
            default -> inline(config, clock);
        };
    }

    private static PolicyFeed inline(AbstractConfig config, InstantSource clock) {
        PolicyDocument document = PolicyReader.read(required(config, INLINE));
        String id = config.getString(ID);
        if (!id.isEmpty() && !id.equals(document.ref().id())) {
            throw new ConfigException("Invalid value for configuration " + ID
                    + ": it is not the id of the document. Correct one of them.");
        }
        return new InlineFeed(document, clock);
    }

    private static PolicyFeed topic(AbstractConfig config, InstantSource clock) {
        String topic = config.getString(TOPIC);
        String id = required(config, ID);
        List<String> servers = config.getList(SERVERS);
        if (servers.isEmpty()) {
            throw missing(SERVERS);
        }
        Map<String, Object> client = config.originalsWithPrefix(CONSUMER);
        client.values().removeIf(Objects::isNull);
        client.put("bootstrap.servers", String.join(",", servers));
        return followed(
                new PolicyTopicSettings(
                        topic, id, client, trusted(config), Duration.ofMillis(config.getLong(LOAD_TIMEOUT))),
                clock);
    }

    private static PolicyFeed followed(PolicyTopicSettings settings, InstantSource clock) {
        SharedFeeds.Share<TopicFeed> share = TOPICS.hold(
                settings.identity(),
                () -> new TopicFeed(
                        settings.topic(),
                        () -> PolicyTopic.open(settings.client(), settings.topic()),
                        refusals -> new PolicyLog(settings.id(), settings.trusted(), refusals),
                        clock));
        try {
            share.feed().await(settings.loadTimeout());
        } catch (PolicyException e) {
            share.close();
            throw e;
        }
        return share;
    }

    private static Optional<Duration> staleness(AbstractConfig config) {
        return config.getString(ON_STALE).equals(FAIL)
                ? Optional.of(Duration.ofMillis(config.getLong(STALENESS)))
                : Optional.empty();
    }

    private static Optional<TrustedKeys> trusted(AbstractConfig config) {
        return trusted(TRUST, config.getList(TRUST));
    }

    private static String required(AbstractConfig config, String key) {
        String value = config.getString(key);
        if (value == null || value.isBlank()) {
            throw missing(key);
        }
        return value;
    }

    private static ConfigException missing(String key) {
        return new ConfigException("Invalid value for configuration " + key + ": it is not set, and " + SOURCE
                + " asks for it. Set it, or choose another " + SOURCE + ".");
    }
}
