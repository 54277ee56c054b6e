/** How tasks answer the worker where they cannot go on: partitions are paused, a start that failed is told apart from a wrong one. */
package io.affidavit.archive.worker;
