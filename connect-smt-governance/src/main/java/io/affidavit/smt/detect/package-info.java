/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The door for detectors of others: rules in Java, dictionaries, models that find names. An implementation is a service
 * provider of {@link io.affidavit.smt.detect.Detector} in a jar beside this one, used only where configuration names it.
 */
package io.affidavit.smt.detect;
