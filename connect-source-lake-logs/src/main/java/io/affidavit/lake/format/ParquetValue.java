/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.JulianFields;
import java.util.UUID;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntervalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;

/** A value of a Parquet column as Java's type for what its column means. */
final class ParquetValue {

    private ParquetValue() {}

    static Object of(Group group, int field, int index) {
        var type = group.getType().getType(field).asPrimitiveType();
        LogicalTypeAnnotation meant = type.getLogicalTypeAnnotation();
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> group.getBoolean(field, index);
            case FLOAT -> group.getFloat(field, index);
            case DOUBLE -> group.getDouble(field, index);
            case INT32 -> ofInt(group.getInteger(field, index), meant);
            case INT64 -> ofLong(group.getLong(field, index), meant);
            case INT96 -> ofInt96(group.getInt96(field, index));
            case BINARY, FIXED_LEN_BYTE_ARRAY -> ofBytes(group.getBinary(field, index), meant);
        };
    }

    private static Object ofInt(int value, LogicalTypeAnnotation meant) {
        if (meant instanceof IntLogicalTypeAnnotation number && !number.isSigned()) {
            return Integer.toUnsignedLong(value);
        }
        return meant instanceof DateLogicalTypeAnnotation ? LocalDate.ofEpochDay(value) : ofLong(value, meant);
    }

    private static Object ofLong(long value, LogicalTypeAnnotation meant) {
        if (meant instanceof IntLogicalTypeAnnotation number && !number.isSigned() && value < 0) {
            return Long.toUnsignedString(value);
        }
        if (meant instanceof DecimalLogicalTypeAnnotation decimal) {
            return BigDecimal.valueOf(value, decimal.getScale());
        }
        if (meant instanceof TimeLogicalTypeAnnotation time) {
            return LocalTime.ofNanoOfDay(Math.multiplyExact(value, 1_000_000_000L / perSecond(time.getUnit())));
        }
        if (meant instanceof TimestampLogicalTypeAnnotation time) {
            return timestamp(value, perSecond(time.getUnit()), time.isAdjustedToUTC());
        }
        return value;
    }

    private static long perSecond(TimeUnit unit) {
        return switch (unit) {
            case MILLIS -> 1_000L;
            case MICROS -> 1_000_000L;
            case NANOS -> 1_000_000_000L;
        };
    }

    private static Object timestamp(long value, long perSecond, boolean utc) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(
                Math.floorDiv(value, perSecond),
                (int) (Math.floorMod(value, perSecond) * (1_000_000_000L / perSecond)),
                ZoneOffset.UTC);
        return utc ? time.atOffset(ZoneOffset.UTC) : time;
    }

    /** The form of old writers: nanoseconds of a day of the Julian calendar, in UTC. */
    private static Object ofInt96(Binary value) {
        ByteBuffer bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long nanos = bytes.getLong();
        int day = bytes.getInt();
        return LocalDate.EPOCH
                .with(JulianFields.JULIAN_DAY, day)
                .atStartOfDay()
                .plusNanos(nanos)
                .atOffset(ZoneOffset.UTC);
    }

    private static Object ofBytes(Binary value, LogicalTypeAnnotation meant) {
        if (meant instanceof StringLogicalTypeAnnotation
                || meant instanceof EnumLogicalTypeAnnotation
                || meant instanceof JsonLogicalTypeAnnotation) {
            return value.toStringUsingUTF8();
        }
        if (meant instanceof DecimalLogicalTypeAnnotation decimal) {
            return new BigDecimal(new BigInteger(value.getBytes()), decimal.getScale());
        }
        if (meant instanceof UUIDLogicalTypeAnnotation) {
            ByteBuffer bytes = value.toByteBuffer();
            return new UUID(bytes.getLong(), bytes.getLong());
        }
        if (meant instanceof Float16LogicalTypeAnnotation) {
            return ofHalf(value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN).getShort());
        }
        return meant instanceof IntervalLogicalTypeAnnotation ? interval(value) : value.toByteBuffer();
    }

    /** A number of half precision: five bits of exponent, ten of fraction. */
    private static float ofHalf(short bits) {
        int exponent = bits >> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        float size;
        if (exponent == 0x1F) {
            size = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else if (exponent == 0) {
            size = Math.scalb((float) fraction, -24);
        } else {
            size = Math.scalb((float) (0x400 | fraction), exponent - 25);
        }
        return bits < 0 ? -size : size;
    }

    /** Months, days and milliseconds as a duration of ISO 8601. */
    private static String interval(Binary value) {
        ByteBuffer bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        Period days = Period.of(0, bytes.getInt(), bytes.getInt());
        String time = Duration.ofMillis(Integer.toUnsignedLong(bytes.getInt())).toString();
        return days + time.substring(1);
    }
}
