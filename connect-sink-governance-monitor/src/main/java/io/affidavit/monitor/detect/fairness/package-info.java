/** Outcome rates of groups side by side. Groups are declared in the data, never inferred. */
package io.affidavit.monitor.detect.fairness;
