package dev.headwater.ingest.pipeline.onair;

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
 * @param leavesDull whether a source is left for another where it is black, stands still or is silent
 * @param dullFor how long one that was left so is not returned to
 * @param avoided a source that is begun with like one that was left so; none where there is no such place
 * @param slateAfter how long nothing works until the slate is shown
 */
record SwitchRules(
        boolean endless,
        boolean hotStandby,
        long stable,
        long headStart,
        long openLimit,
        long stallKept,
        boolean leavesDull,
        long dullFor,
        int avoided,
        long slateAfter) {

    static SwitchRules of(Job.Stream job) {
        return new SwitchRules(
                job.paced(),
                job.hotStandby(),
                TimeUnit.MILLISECONDS.toNanos(job.stableMillis()),
                TimeUnit.MILLISECONDS.toNanos(2000),
                TimeUnit.SECONDS.toNanos(12),
                TimeUnit.SECONDS.toNanos(10),
                job.contentFailover(),
                TimeUnit.MINUTES.toNanos(5),
                job.avoided(),
                TimeUnit.SECONDS.toNanos(4));
    }
}
