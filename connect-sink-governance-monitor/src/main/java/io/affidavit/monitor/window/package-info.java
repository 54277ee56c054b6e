/** Event time: how far a partition has come, which windows are over, and which records come too late or too early. */
package io.affidavit.monitor.window;
