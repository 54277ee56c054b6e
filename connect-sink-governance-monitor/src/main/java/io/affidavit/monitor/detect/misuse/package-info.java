/** Patterns of use by one agent or actor: unseen tool sequences, repeated denials, missing approvals. */
package io.affidavit.monitor.detect.misuse;
