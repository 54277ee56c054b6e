/** The quickstart: the main job, end to end, on this machine. */
package io.affidavit.examples.quickstart;
