/** The {@code gov.*} header tags by which records are routed, kept and held without decoding their values. */
package io.affidavit.core.tags;
