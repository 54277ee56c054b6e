/** Plugin metrics (KIP-877) behind a guard, so that plugins also run on workers that have none. */
package io.affidavit.core.metrics;
