/**
 * Monitors at work: what the policy asks for, applied to the records of one partition, in states that are kept apart by
 * scope. The state after a record is a function of the records up to it and of nothing else.
 */
package io.affidavit.monitor.watch;
