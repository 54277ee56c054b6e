/** Detectors: exact, deterministic state that is updated value by value. Knows nothing of Kafka. */
package io.affidavit.monitor.detect;
