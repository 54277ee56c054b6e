/** The configuration of the monitor: its keys, and the checks that a single key cannot make. */
package io.affidavit.monitor.config;
