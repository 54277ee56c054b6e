/** Decisions of people on records that the gate kept back: their form, and what is answered to each. */
package io.affidavit.monitor.release;
