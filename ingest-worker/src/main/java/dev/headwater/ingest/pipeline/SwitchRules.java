package dev.headwater.ingest.pipeline;

import dev.headwater.ingest.frames.Job;
import java.util.concurrent.TimeUnit;

/**
 * When a source is changed for another, in ns.
 *
 * @param endless whether it stays on air whatever its sources do; else the first failure is the end
 * @param hotStandby whether the next source is kept open
 * @param stable how long a better source has been well before it is put on air again
 * @param headStart how long a source that is being opened has before the next is opened beside it
 * @param openLimit how long it takes at most until its first key frame is there
 * @param stallKept how long one that stalled on air is kept while nothing else works: it may go on
 * @param slateAfter how long nothing works until the slate is shown
 */
record SwitchRules(
        boolean endless,
        boolean hotStandby,
        long stable,
        long headStart,
        long openLimit,
        long stallKept,
        long slateAfter) {

    static SwitchRules of(Job.Stream job) {
        return new SwitchRules(
                job.paced(),
                job.hotStandby(),
                TimeUnit.MILLISECONDS.toNanos(job.stableMillis()),
                TimeUnit.MILLISECONDS.toNanos(2000),
                TimeUnit.SECONDS.toNanos(12),
                TimeUnit.SECONDS.toNanos(10),
                TimeUnit.SECONDS.toNanos(4));
    }
}
