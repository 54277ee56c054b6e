/** Detectors fitted to records: which fields each reads, and what each says of a window of event time when it is over. */
package io.affidavit.monitor.sensor;
