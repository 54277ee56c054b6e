/** Policies over time: documents that are published and signed, heads that say from when on each is in force, and which one is at an instant. */
package io.affidavit.core.policy.log;
