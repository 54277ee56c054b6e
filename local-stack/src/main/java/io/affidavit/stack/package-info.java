/**
 * Starts real components as processes on this machine, for the quickstart, the integration tests and the benchmarks.
 *
 * <p>Everything listens on 127.0.0.1 only, on ports chosen free, and ends with the JVM that started it, even if that JVM
 * is killed.
 */
package io.affidavit.stack;
