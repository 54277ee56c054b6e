/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.sensor;

import io.affidavit.monitor.fields.FieldValues;

/**
 * A record as detectors see it.
 *
 * @param values of the watched fields; belongs to the partition and changes with the next record
 * @param time of the event, milliseconds since 1970
 * @param watermark event time before which windows are over
 */
public record Event(FieldValues values, long time, long watermark, long offset) {}
