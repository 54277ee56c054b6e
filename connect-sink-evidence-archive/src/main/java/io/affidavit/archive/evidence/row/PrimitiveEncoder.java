/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.row;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * The encodings of single values, one per tag. A tag covers a type and what Iceberg may widen it to, so that widening a
 * column leaves the bytes of its rows as they were. Accepts Iceberg's internal values and its generic ones.
 */
enum PrimitiveEncoder implements ValueEncoder {
    BOOLEAN(0x01) {
        @Override
        public void encode(Object value, RowBuffer out) {
            out.putByte((Boolean) value ? 1 : 0);
        }
    },
    INTEGER(0x02) {
        @Override
        public void encode(Object value, RowBuffer out) {
            out.putLong(((Number) value).longValue());
        }
    },
    FLOATING(0x03) {
        @Override
        public void encode(Object value, RowBuffer out) {
            out.putLong(Double.doubleToLongBits(((Number) value).doubleValue()));
        }
    },
    DECIMAL(0x04) {
        @Override
        public void encode(Object value, RowBuffer out) {
            BigDecimal decimal = (BigDecimal) value;
            out.putInt(decimal.scale());
            out.putBytes(decimal.unscaledValue().toByteArray());
        }
    },
    DATE(0x05) {
        @Override
        public void encode(Object value, RowBuffer out) {
            out.putLong(value instanceof LocalDate date ? date.toEpochDay() : ((Number) value).longValue());
        }
    },
    TIME(0x06) {
        @Override
        public void encode(Object value, RowBuffer out) {
            out.putLong(value instanceof LocalTime time ? time.toNanoOfDay() / 1000 : (Long) value);
        }
    },
    TIMESTAMP(0x07) {
        @Override
        public void encode(Object value, RowBuffer out) {
            out.putLong(sinceEpoch(value, ChronoUnit.MICROS));
        }
    },
    TIMESTAMP_UTC(0x08) {
        @Override
        public void encode(Object value, RowBuffer out) {
            out.putLong(sinceEpoch(value, ChronoUnit.MICROS));
        }
    },
    TIMESTAMP_NANO(0x09) {
        @Override
        public void encode(Object value, RowBuffer out) {
            out.putLong(sinceEpoch(value, ChronoUnit.NANOS));
        }
    },
    TIMESTAMP_NANO_UTC(0x0A) {
        @Override
        public void encode(Object value, RowBuffer out) {
            out.putLong(sinceEpoch(value, ChronoUnit.NANOS));
        }
    },
    STRING(0x0B) {
        @Override
        public void encode(Object value, RowBuffer out) {
            out.putUtf8(value instanceof String text ? text : ((CharSequence) value).toString());
        }
    },
    BYTES(0x0C) {
        @Override
        public void encode(Object value, RowBuffer out) {
            if (value instanceof byte[] bytes) {
                out.putBytes(bytes);
            } else {
                out.putBytes((ByteBuffer) value);
            }
        }
    },
    UUID_BYTES(0x0D) {
        @Override
        public void encode(Object value, RowBuffer out) {
            UUID uuid = (UUID) value;
            out.putLong(uuid.getMostSignificantBits());
            out.putLong(uuid.getLeastSignificantBits());
        }
    };

    private final int tag;

    PrimitiveEncoder(int tag) {
        this.tag = tag;
    }

    @Override
    public int tag() {
        return tag;
    }

    static PrimitiveEncoder of(Type type) {
        return switch (type.typeId()) {
            case BOOLEAN -> BOOLEAN;
            case INTEGER, LONG -> INTEGER;
            case FLOAT, DOUBLE -> FLOATING;
            case DECIMAL -> DECIMAL;
            case DATE -> DATE;
            case TIME -> TIME;
            case TIMESTAMP -> ((Types.TimestampType) type).shouldAdjustToUTC() ? TIMESTAMP_UTC : TIMESTAMP;
            case TIMESTAMP_NANO ->
                ((Types.TimestampNanoType) type).shouldAdjustToUTC() ? TIMESTAMP_NANO_UTC : TIMESTAMP_NANO;
            case STRING -> STRING;
            case BINARY, FIXED -> BYTES;
            case UUID -> UUID_BYTES;
            default ->
                throw new IllegalArgumentException("Cannot encode rows: type " + type
                        + " has no canonical form. Leave such columns out of the table.");
        };
    }

    private static long sinceEpoch(Object value, ChronoUnit unit) {
        if (value instanceof Long count) {
            return count;
        }
        Instant instant =
                value instanceof OffsetDateTime at ? at.toInstant() : ((LocalDateTime) value).toInstant(ZoneOffset.UTC);
        return unit.between(Instant.EPOCH, instant);
    }
}
