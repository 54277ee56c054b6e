/** How found content is protected: the actions, the keyed pseudonym, and the policy that chooses an action for a label. */
package io.affidavit.smt.protect;
