package dev.headwater.api.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;

/** Counts logins that were refused, of lines and of administrators; never whose they were. */
@Singleton
public final class LoginMeters {
    private final Counters<Reason> lines;
    private final Counters<Reason> administrators;

    /** Who wanted in. */
    public enum Kind {
        LINE,
        ADMIN
    }

    /** Why not. */
    public enum Reason {
        /** No such name, not its password, or not its second factor. */
        CREDENTIALS,
        /** Too many failures before. */
        THROTTLED
    }

    public LoginMeters(MeterRegistry registry) {
        this.lines = counters(registry, Kind.LINE);
        this.administrators = counters(registry, Kind.ADMIN);
    }

    private static Counters<Reason> counters(MeterRegistry registry, Kind kind) {
        return new Counters<>(
                registry,
                "headwater.logins.refused",
                "Logins that were refused",
                Tags.of("kind", Counters.label(kind)),
                "reason",
                Reason.class);
    }

    public void refused(Kind kind, Reason reason) {
        switch (kind) {
            case LINE -> lines.increment(reason);
            case ADMIN -> administrators.increment(reason);
        }
    }
}
