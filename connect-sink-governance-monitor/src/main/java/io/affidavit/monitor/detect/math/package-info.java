/** Tests of significance and intervals, on exact counts. */
package io.affidavit.monitor.detect.math;
