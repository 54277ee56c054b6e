/** Figures for people: what went through a partition in a window, as governance events that reports are made of. */
package io.affidavit.monitor.metric;
