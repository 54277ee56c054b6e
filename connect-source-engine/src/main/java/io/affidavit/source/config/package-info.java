/** What all sources are configured by. */
package io.affidavit.source.config;
