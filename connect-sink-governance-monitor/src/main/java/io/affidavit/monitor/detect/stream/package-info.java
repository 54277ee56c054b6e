/** Detectors that are asked after every value: ADWIN, Page-Hinkley, the EWMA chart. */
package io.affidavit.monitor.detect.stream;
