/** One task's work: stored offsets, store, walk and records put together. */
package io.affidavit.source.run;
