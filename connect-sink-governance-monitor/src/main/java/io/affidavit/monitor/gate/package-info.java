/** The policy gate: verdicts become topics, exactly once, by one transactional producer per input partition. */
package io.affidavit.monitor.gate;
