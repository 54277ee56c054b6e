/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.webhook;

import io.affidavit.monitor.incident.Incident;
import java.util.Map;

/**
 * A version of an incident as it was read.
 *
 * @param json every member, also those this version of the plugin does not know
 */
record IncidentVersion(Incident incident, Map<String, Object> json) {}
