/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake;

import io.affidavit.lake.format.Compression;
import io.affidavit.lake.format.Format;
import io.affidavit.lake.format.ObjectFormat;
import io.affidavit.lake.layout.FlatLayout;
import io.affidavit.lake.layout.Layout;
import io.affidavit.lake.layout.PrefixLayout;
import io.affidavit.lake.layout.TimePattern;
import io.affidavit.lake.object.ObjectUnits;
import io.affidavit.lake.preset.LakePreset;
import io.affidavit.lake.settings.Locations;
import io.affidavit.lake.settings.ObjectKeys;
import io.affidavit.lake.settings.ObjectStoreKeys;
import io.affidavit.lake.settings.S3Keys;
import io.affidavit.lake.store.LocalStore;
import io.affidavit.lake.store.ObjectStore;
import io.affidavit.lake.store.S3Settings;
import io.affidavit.lake.store.S3Store;
import io.affidavit.lake.store.StoredObject;
import io.affidavit.lake.unit.OnDamage;
import io.affidavit.lake.unit.UnitLogSource;
import io.affidavit.source.config.ReadingConfig;
import io.affidavit.source.config.ReadingKeys;
import io.affidavit.source.offset.AcceptedTable;
import io.affidavit.source.spi.HashedColumns;
import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.SourceMeters;
import io.affidavit.source.spi.StoreException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The configuration of {@link ObjectStoreLogsSourceConnector}. */
public final class ObjectStoreLogsSourceConfig extends ReadingConfig {

    private static final String ALL = ".*";

    private final Optional<LakePreset> preset;

    public ObjectStoreLogsSourceConfig(Map<String, String> props) {
        super(ObjectStoreKeys.ALL.toConfigDef(), props);
        this.preset = LakePreset.named(getString(ObjectStoreKeys.PRESET));
    }

    @Override
    public String system() {
        return own(ReadingKeys.SYSTEM, LakePreset::system, "objects");
    }

    @Override
    protected String defaultInstance() {
        if (Locations.isS3(location())) {
            return Locations.bucket(location());
        }
        Path name = Locations.path(location()).getFileName();
        return name == null ? "root" : name.toString();
    }

    @Override
    public String entity() {
        return own(ObjectStoreKeys.ENTITY, LakePreset::entity, defaultEntity());
    }

    private String defaultEntity() {
        String prefix =
                Locations.isS3(location()) ? Locations.prefix(location()).replaceFirst("/$", "") : "";
        return prefix.isEmpty() ? "objects" : prefix;
    }

    @Override
    protected HashedColumns defaultHashedColumns() {
        return preset.map(LakePreset::hashedColumns).orElse(HashedColumns.ALL);
    }

    @Override
    public AcceptedTable acceptedTable() {
        return AcceptedTable.of(ObjectStoreKeys.TABLE_OID, getLong(ObjectStoreKeys.TABLE_OID));
    }

    @Override
    public LogSource open(String application, HashedColumns hashed, SourceMeters meters) throws StoreException {
        ObjectStore store = store();
        boolean opened = false;
        try {
            LogSource source = new UnitLogSource(
                    new ObjectUnits(store, layout(store, meters), format()),
                    hash(),
                    hashed,
                    OnDamage.of(getString(ObjectKeys.ON_BAD_OBJECT)),
                    meters);
            opened = true;
            return source;
        } finally {
            if (!opened) {
                store.close();
            }
        }
    }

    ObjectStore store() {
        return Locations.isS3(location())
                ? new S3Store(s3(), Clock.systemUTC())
                : new LocalStore(Locations.path(location()), Clock.systemUTC());
    }

    private S3Settings s3() {
        return new S3Settings(
                Locations.bucket(location()),
                Locations.prefix(location()),
                Optional.ofNullable(getString(S3Keys.ENDPOINT)).map(URI::create),
                getString(S3Keys.REGION),
                getBoolean(S3Keys.PATH_STYLE),
                getString(S3Keys.ACCESS_KEY),
                getPassword(S3Keys.SECRET_KEY),
                getPassword(S3Keys.SESSION_TOKEN),
                getString(S3Keys.CHECKSUMS).equals("required"));
    }

    Layout layout(ObjectStore store, SourceMeters meters) {
        String pattern = pattern();
        return pattern.isEmpty()
                ? new FlatLayout(store, wanted(), duration(ReadingKeys.LAG), duration(ObjectStoreKeys.LIST_INTERVAL))
                : new PrefixLayout(store, TimePattern.parse(pattern), wanted(), duration(ReadingKeys.LAG), meters);
    }

    /** Empty where names tell no time. */
    String pattern() {
        return own(ObjectKeys.PATTERN, LakePreset::pattern, "");
    }

    private Predicate<StoredObject> wanted() {
        Predicate<String> include =
                Pattern.compile(own(ObjectKeys.INCLUDE, all -> ALL, ALL)).asMatchPredicate();
        Predicate<String> exclude = Pattern.compile(own(ObjectKeys.EXCLUDE, LakePreset::exclude, LakePreset.NO_DATA))
                .asMatchPredicate();
        return object -> !object.key().endsWith("/") && include.test(object.key()) && !exclude.test(object.key());
    }

    ObjectFormat format() {
        String compression = getString(ObjectKeys.COMPRESSION);
        return new ObjectFormat(
                Format.of(own(ObjectKeys.FORMAT, LakePreset::format, "auto")),
                Compression.of(compression == null ? "auto" : compression),
                getString(ObjectKeys.CSV_DELIMITER).charAt(0),
                getInt(ObjectKeys.MAX_ROW_BYTES),
                getLong(ObjectKeys.MAX_ROW_GROUP_BYTES));
    }

    String location() {
        return getString(ObjectStoreKeys.LOCATION);
    }

    private String own(String key, Function<LakePreset, String> ofPreset, String otherwise) {
        String value = getString(key);
        return value != null ? value : preset.map(ofPreset).orElse(otherwise);
    }
}
