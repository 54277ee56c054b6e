/** Distributions of a window against a reference: numbers on frozen bins, categories, quantiles. */
package io.affidavit.monitor.detect.drift;
