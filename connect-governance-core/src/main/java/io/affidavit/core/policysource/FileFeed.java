/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policysource;

import io.affidavit.core.policy.PolicyDocument;
import io.affidavit.core.policy.PolicyException;
import io.affidavit.core.policy.log.Effective;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * A file that is looked at again and again: its content, not its date, says whether it changed, so that a replaced link or a
 * file restored from elsewhere is seen too. A changed document is in force for records from the moment it was seen.
 */
final class FileFeed extends FollowingFeed {

    /** Changes that are remembered for records that come late. */
    private static final int MOST_KEPT = 100;

    private final PolicyFile file;
    private final InstantSource clock;
    private final List<Effective> effective = new ArrayList<>();
    private final Background watch;
    private PolicyFile.Content seen;

    /**
     * Reads the file once before it returns.
     *
     * @param every how often to look
     * @throws PolicyException if there is no document to begin with
     */
    FileFeed(PolicyFile file, Duration every, InstantSource clock) {
        super("file");
        this.file = file;
        this.clock = clock;
        PolicyFile.Content first = file.content();
        this.seen = first;
        heard(clock.millis());
        take(file.document(first));
        this.watch = Background.start("affidavit-policy-file", stop -> {
            while (!stop.within(every)) {
                look();
            }
        });
    }

    /** Looks at the file now. */
    void look() {
        try {
            PolicyFile.Content content = file.content();
            heard(clock.millis());
            if (!content.equals(seen)) {
                seen = content;
                take(file.document(content));
            }
        } catch (PolicyException e) {
            refusals().accept(e.getMessage());
        }
    }

    private void take(PolicyDocument document) {
        if (effective.isEmpty()
                || !effective.get(effective.size() - 1).document().ref().equals(document.ref())) {
            effective.add(new Effective(clock.millis(), document));
            if (effective.size() > MOST_KEPT) {
                effective.remove(0);
            }
        }
        tell(effective);
    }

    @Override
    public void close() {
        watch.close();
    }
}
