package dev.headwater.standalone.check;

import java.time.Duration;
import java.time.Instant;

/** Each live segment has its PROGRAM-DATE-TIME: it never goes back, and within a stretch it goes on by what EXTINF says. */
final class DateTimesFit implements Rule {
    private static final double ROUNDING = 0.002;

    @Override
    public String sentence() {
        return "PROGRAM-DATE-TIME only grows and fits EXTINF";
    }

    @Override
    public Verdict check(Seen seen) {
        Verdict.Places places = new Verdict.Places();
        seen.media().forEach(watched -> {
            boolean any = watched.entries().values().stream()
                    .anyMatch(entry -> entry.date().isPresent());
            Entry before = null;
            for (Entry entry : watched.entries().values()) {
                if (entry.date().isEmpty() && (any || watched.isLive())) {
                    places.add("%s has none", watched.at(entry));
                }
                if (before != null && before.date().isPresent() && entry.date().isPresent()) {
                    compare(places, watched, before, entry, entry.date().get());
                }
                before = entry;
            }
        });
        return places.verdict("steps", "it is recorded and has none");
    }

    private static void compare(Verdict.Places places, Watched watched, Entry before, Entry entry, Instant date) {
        if (before.sequence() + 1 != entry.sequence()) {
            return;
        }
        Instant expected =
                before.date().orElseThrow().plus(Duration.ofNanos(Math.round(before.seconds() * 1_000_000_000)));
        double off = Duration.between(expected, date).toNanos() / 1e9;
        double tolerance = watched.frameSeconds() + ROUNDING;
        places.check(
                off < -tolerance || (!entry.discontinuity() && off > tolerance),
                "%s is %+.3f s off from the one before it",
                watched.at(entry),
                off);
    }
}
