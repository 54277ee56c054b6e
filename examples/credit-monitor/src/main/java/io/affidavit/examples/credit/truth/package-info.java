/** What is there to be found, computed from plain counts and without the monitor. */
package io.affidavit.examples.credit.truth;
