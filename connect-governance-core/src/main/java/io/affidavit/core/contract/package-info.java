/** The event contract {@code ai.governance.event}: one definition, four schema forms that agree. */
package io.affidavit.core.contract;
