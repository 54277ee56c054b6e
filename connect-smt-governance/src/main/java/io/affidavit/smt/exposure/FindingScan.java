/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.exposure;

import io.affidavit.core.config.ConfigKeys;
import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import io.affidavit.smt.scan.Label;
import io.affidavit.smt.walk.ClassifySettings;
import io.affidavit.smt.walk.MaskPolicy;
import io.affidavit.smt.walk.MaskSettings;
import io.affidavit.smt.walk.RecordWalk;
import io.affidavit.smt.walk.RefusedException;
import io.affidavit.smt.walk.WalkSettings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Finds as the transforms find, and says where. The whole value is walked once, as a transform would; then each of its leaves
 * is walked alone at its own path, so that what is found there is known to be there. Slower than a transform by the number of
 * leaves, and meant for samples. Not safe for concurrent use.
 */
public final class FindingScan {

    /** JSON inside strings is entered this many times, as by the transforms. */
    private static final int LEVELS = 4;

    private final RecordWalk<SourceRecord> walk;
    private final PathNames names;
    private final List<Finding> found = new ArrayList<>();
    private Place at = Place.ROOT;
    private boolean inNames;

    private FindingScan(WalkSettings settings) {
        walk = new RecordWalk<>(settings, this::found);
        names = new PathNames(settings);
    }

    /**
     * A scan that finds as {@code ClassifyFields} does.
     *
     * @param config keys of that transform
     * @throws org.apache.kafka.common.config.ConfigException naming the key at fault
     */
    public static FindingScan classifying(Map<String, String> config) {
        return new FindingScan(ClassifySettings.of(parsed(ConfigKeys.of(ClassifySettings.keys()), config)));
    }

    /**
     * A scan that finds as {@code MaskFields} does.
     *
     * @param config keys of that transform
     * @throws org.apache.kafka.common.config.ConfigException naming the key at fault
     * @throws org.apache.kafka.connect.errors.ConnectException if a policy is to decide, and there is none
     */
    public static FindingScan masking(Map<String, String> config) {
        ConfigKeys keys = ConfigKeys.of(Stream.concat(MaskSettings.keys().stream(), MaskPolicy.keys().stream())
                .toList());
        return new FindingScan(MaskPolicy.settings(parsed(keys, config), Clock.systemUTC()));
    }

    /**
     * Looks through one value.
     *
     * @param value maps with string keys, lists, strings, numbers, booleans, bytes and nulls; JSON text is entered
     */
    public Findings find(Object value) {
        found.clear();
        Object opened = value instanceof String text ? json(text).orElse(text) : value;
        inNames = true;
        Optional<String> refused = apply(opened);
        if (refused.isPresent()) {
            return new Findings(List.of(), refused.get());
        }
        inNames = false;
        leaves(opened, Place.ROOT, value == opened ? 0 : 1);
        return new Findings(found, "");
    }

    private void leaves(Object value, Place place, int level) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, child) -> leaves(child, place.below(name.toString()), level));
        } else if (value instanceof List<?> list) {
            Place item = place.item();
            list.forEach(child -> leaves(child, item, level));
        } else if (value != null) {
            Optional<Object> inside = value instanceof String text && level < LEVELS ? json(text) : Optional.empty();
            if (inside.isPresent()) {
                leaves(inside.get(), place, level + 1);
            } else {
                at = place;
                apply(place.around(value));
            }
        }
    }

    /** The rule by which a value is refused, if it is. */
    @SuppressWarnings("UnusedException") // tells its rule, and nothing else is in it
    private Optional<String> apply(Object value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            walk.apply(new SourceRecord(Map.of(), Map.of(), "scan", null, null, null, null, value));
            return Optional.empty();
        } catch (RefusedException e) {
            return Optional.of(e.rule());
        }
    }

    private void found(Label label, int score, int start, int end, boolean inName, boolean readable) {
        // the whole value tells of names, the leaves of everything else
        if (inName == inNames) {
            found.add(new Finding(inName ? Finding.NAMES : names.path(at), label, score, start, end, readable));
        }
    }

    @SuppressWarnings("UnusedException") // text that is no JSON is text
    private static Optional<Object> json(String text) {
        String begin = text.stripLeading();
        if (!begin.startsWith("{") && !begin.startsWith("[")) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JsonText.parse(text));
        } catch (InvalidJsonException e) {
            return Optional.empty();
        }
    }

    private static AbstractConfig parsed(ConfigKeys keys, Map<String, String> config) {
        return new AbstractConfig(keys.toConfigDef(), config, false);
    }
}
