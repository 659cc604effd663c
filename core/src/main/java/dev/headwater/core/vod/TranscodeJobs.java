package dev.headwater.core.vod;

import dev.headwater.core.hls.keys.ContentKey;
import org.jspecify.annotations.Nullable;

/** A service that transcodes titles elsewhere, out of one object store into another. Its methods block until it has answered. */
public interface TranscodeJobs {
    /**
     * Asks for the work. The same order asked for again is the same job, for as long as the service remembers its
     * {@link TranscodeOrder#token()}; where it does not, the second job writes what the first did, under the same names.
     *
     * @param key the one the order names; null: it names none
     */
    Submitted submit(TranscodeOrder order, @Nullable ContentKey key);

    /** How a job is. */
    JobState find(String job);

    /** What became of asking for the work. */
    sealed interface Submitted {
        /** @param job its id */
        record Accepted(String job) implements Submitted {}

        /**
         * It will not be done.
         *
         * @param ofFile whether the file or its order is at fault, so that asking again does not help; otherwise it is
         *     the deployment
         * @param reason in an operator's words
         */
        record Refused(String reason, boolean ofFile) implements Submitted {}

        /**
         * Not known, or not now: asked again later.
         *
         * @param reason in an operator's words
         */
        record Busy(String reason) implements Submitted {}
    }

    /** How a job is. */
    sealed interface JobState {
        /** @param percent 0 to 100 */
        record Running(int percent) implements JobState {}

        /** Everything that was ordered lies where it was ordered. */
        record Done() implements JobState {}

        /**
         * It ended without.
         *
         * @param reason in an operator's words
         * @param ofFile as of {@link Submitted.Refused}
         */
        record Failed(String reason, boolean ofFile) implements JobState {}

        /** There is no such job, or not any more. */
        record Gone() implements JobState {}

        /** The service does not say. */
        record Unknown() implements JobState {}
    }

    /**
     * What the service tells by itself: any number of times, in any order, late or never.
     *
     * @param fence of the order
     */
    record News(String job, int content, long fence, JobState state) {}
}
