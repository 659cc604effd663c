package dev.headwater.core;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves when a test says so. */
public final class TestClock implements InstantSource, Pause {
    private Instant now;

    public TestClock(Instant now) {
        this.now = now;
    }

    /** Some afternoon. */
    public static TestClock fixed() {
        return new TestClock(Instant.parse("2026-11-20T14:00:00Z"));
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }

    /** A pause takes no time but the clock's. */
    @Override
    public void of(Duration duration) {
        advance(duration);
    }
}
