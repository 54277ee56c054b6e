/** Counts and amounts per window against their own past. */
package io.affidavit.monitor.detect.rate;
