/**
 * State and next input offset of a partition in one committed write, so that a crash, a rebalance or a worker that wakes up too
 * late changes nothing of what has been found.
 */
package io.affidavit.monitor.checkpoint;
