/** What a stretch of rows holds, in a form of fixed size: enough to tell later which rows changed. */
package io.affidavit.source.sums;
