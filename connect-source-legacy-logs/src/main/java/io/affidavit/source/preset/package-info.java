/** What is known of particular applications' tables, so that users need not say it. */
package io.affidavit.source.preset;
