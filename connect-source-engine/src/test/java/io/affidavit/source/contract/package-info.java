/** What every store must keep, as tests that a store's module runs on the real thing, and tasks run as a worker does. */
package io.affidavit.source.contract;
