/** A task at work: partitions come and go, their records are watched, and what was found is committed with the state. */
package io.affidavit.monitor.flow;
