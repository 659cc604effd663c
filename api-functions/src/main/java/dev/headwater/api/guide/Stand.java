package dev.headwater.api.guide;

import dev.headwater.api.listing.PublishRequests;
import dev.headwater.api.listing.Scope;
import dev.headwater.core.guide.GuideVersion;
import java.time.Instant;

/**
 * How far guide and channels are.
 *
 * @param guide version of the guide
 * @param change number of the last change of channels
 * @param isHeld whether a job is in the middle of its changes, and publishing waits for it
 */
record Stand(long guide, long change, boolean isHeld) {
    static Stand read(GuideVersion version, PublishRequests requests) {
        return new Stand(version.current(), requests.wanted(Scope.LIVE), requests.isHeld(Scope.LIVE));
    }

    /** Whether a document shows this, on this day. Counters that were lost count from 0 again: other is not newer. */
    boolean isShownBy(GuideDocument document, Instant now) {
        return document.guide() == guide
                && document.change() == change
                && !document.isOver(now)
                && document.today().equals(GuideDocument.day(now));
    }
}
