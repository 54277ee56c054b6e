/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import io.affidavit.core.policy.MaskingRule;
import io.affidavit.core.policy.PolicyDocument;
import io.affidavit.core.policy.log.PolicySource;
import io.affidavit.core.policysource.PolicySources;
import io.affidavit.core.tags.GovHeaders;
import io.affidavit.smt.policysource.InForce;
import io.affidavit.smt.policysource.Ruling;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.ConnectRecord;

/** The keys by which a policy document decides how content is protected, and what follows from them. */
public final class MaskPolicy {

    static final String AUDIENCE = "mask.audience";

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private MaskPolicy() {}

    public static List<ConfigKey> keys() {
        List<ConfigKey> keys = new ArrayList<>(PolicySources.optionalKeys(MaskingTerms::check));
        keys.add(ConfigKey.string(AUDIENCE)
                .group("Protection")
                .displayName("Audience")
                .doc(
                        "For whom content is masked: one of the audiences of the policy document, whose actions its masking rules "
                                + "name, or default. Read only where policy.source is not none.")
                .defaultValue(MaskingRule.EVERYONE)
                .validator(Checks.check(
                        "a letter or digit, then up to 63 letters, digits, dots, _ or -",
                        value -> WORD.matcher(value.toString()).matches()))
                .agrees(MaskPolicy::governs)
                .build());
        return keys;
    }

    /**
     * The walks that the configuration asks for; waits for the policy, where there is one.
     *
     * @throws ConfigException naming the key, if keys that fit one by one do not fit together
     * @throws org.apache.kafka.connect.errors.ConnectException if there is no policy to begin with
     */
    public static <R extends ConnectRecord<R>> Walks<R> walks(AbstractConfig config, InstantSource clock) {
        boolean governed = governs(config.values());
        MaskPlan plan = new MaskPlan(config);
        WalkSettings configured = plan.configured();
        if (!governed) {
            return Walks.always(configured);
        }
        String audience = config.getString(AUDIENCE);
        configured.start();
        try {
            return new Walks<>(
                    configured,
                    Ruling.by(
                            PolicySources.open(
                                    config,
                                    document -> new InForce<RecordWalk<R>>(
                                            new RecordWalk<>(plan.governed(configured, document, audience)),
                                            headers(document, audience)),
                                    clock),
                            clock));
        } catch (RuntimeException e) {
            configured.close();
            throw e;
        }
    }

    /**
     * How records of now are walked, with detectors that run; the policy is read once, where there is one.
     *
     * @throws ConfigException naming the key, if keys that fit one by one do not fit together
     * @throws org.apache.kafka.connect.errors.ConnectException if there is no policy that can be used
     */
    public static WalkSettings settings(AbstractConfig config, InstantSource clock) {
        boolean governed = governs(config.values());
        MaskPlan plan = new MaskPlan(config);
        WalkSettings configured = plan.configured();
        if (!governed) {
            return configured;
        }
        String audience = config.getString(AUDIENCE);
        try (PolicySource<WalkSettings> source =
                PolicySources.open(config, document -> plan.governed(configured, document, audience), clock)) {
            return source.at(null);
        } catch (RuntimeException e) {
            configured.close();
            throw e;
        }
    }

    private static Map<String, String> headers(PolicyDocument document, String audience) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(GovHeaders.MASKING_POLICY, document.ref().stamp());
        headers.put(GovHeaders.MASKING_AUDIENCE, audience);
        return headers;
    }

    /**
     * Whether a document decides. What it says and what the configuration says never mix, so that the version on a record
     * explains what was done to it.
     *
     * @param values by key, as far as they are valid
     * @throws ConfigException naming the key that says what the document is to say
     */
    private static boolean governs(Map<String, ?> values) {
        if (!PolicySources.chosen(values)) {
            refuse(
                    AUDIENCE,
                    !MaskingRule.EVERYONE.equals(values.get(AUDIENCE)) && values.get(AUDIENCE) != null,
                    "it is read only where policy.source is not none. Set policy.source, or leave it out.");
            return false;
        }
        String decided = "the policy document decides that. Leave one of them out.";
        refuse(MaskSettings.ACTIONS, some(values.get(MaskSettings.ACTIONS)), decided);
        refuse(MaskSettings.FIELDS, some(values.get(MaskSettings.FIELDS)), decided);
        refuse(
                MaskSettings.MODE,
                MaskSettings.DETECT.equals(values.get(MaskSettings.MODE)),
                "detect protects nothing, and records would name the policy that they went through. Use ClassifyFields, or "
                        + "leave policy.source out.");
        return true;
    }

    private static boolean some(Object list) {
        return list instanceof List<?> entries && !entries.isEmpty();
    }

    private static void refuse(String key, boolean wrong, String why) {
        if (wrong) {
            throw new ConfigException("Invalid value for configuration " + key + ": " + why);
        }
    }
}
