package dev.headwater.standalone.check;

import java.time.Duration;
import java.util.Optional;

/**
 * How long and how much is looked at.
 *
 * @param length of a look at what is live; empty: three target durations and a refresh
 * @param segments of each playlist, at most
 */
public record CheckLimits(Optional<Duration> length, int segments) {
    public CheckLimits {
        if (segments < 1 || length.filter(l -> !l.isPositive()).isPresent()) {
            throw new IllegalArgumentException("a check takes a second or more, and a segment or more");
        }
    }
}
