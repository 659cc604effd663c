package dev.headwater.e2e;

import java.time.Duration;

/** How soon somebody is put out, whatever time an answer takes on a busy machine. */
final class Refused {
    private static final int FORBIDDEN = 403;

    private Refused() {}

    /** Asks until the answer is 403; from a moment to the last question that was answered otherwise, zero: none was. */
    static Duration after(long nanoTime, String url) {
        long[] accepted = {nanoTime};
        Eventually.withinSeconds(60).until("it is refused", () -> {
            long askedAt = System.nanoTime();
            if (Http.get(url).statusCode() == FORBIDDEN) {
                return true;
            }
            accepted[0] = askedAt;
            return false;
        });
        return Duration.ofNanos(accepted[0] - nanoTime);
    }
}
