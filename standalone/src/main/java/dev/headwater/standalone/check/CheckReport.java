package dev.headwater.standalone.check;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What came of a check.
 *
 * @param kind {@code live}, {@code recorded} or {@code transport stream}
 * @param playlists how many media playlists it has
 * @param segments how many were looked at
 * @param seconds of media that were looked at, of the playlist that has most
 * @param rules none where something else was shown
 * @param instead why something else was shown than the stream, of which nothing can be said then; null: it was shown
 */
public record CheckReport(
        String kind,
        int playlists,
        long segments,
        double seconds,
        List<Line> rules,
        @Nullable String instead) {
    /** What came of looking at the stream itself. */
    CheckReport(String kind, int playlists, long segments, double seconds, List<Line> rules) {
        this(kind, playlists, segments, seconds, rules, null);
    }

    public CheckReport {
        rules = List.copyOf(rules);
    }

    /** How a rule came out. */
    public enum Result {
        OK,
        BROKEN,
        SKIPPED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One rule.
     *
     * @param note what was looked at, or why nothing was
     * @param places what is wrong where; empty where nothing is
     */
    public record Line(String rule, Result result, String note, List<String> places) {
        public Line {
            places = List.copyOf(places);
        }

        static Line of(String rule, Verdict verdict) {
            return switch (verdict) {
                case Verdict.Held held -> new Line(rule, Result.OK, held.of(), List.of());
                case Verdict.Broken broken -> new Line(rule, Result.BROKEN, "", broken.places());
                case Verdict.Skipped skipped -> new Line(rule, Result.SKIPPED, skipped.why(), List.of());
            };
        }
    }

    /** The same of a stream that was not shown. */
    CheckReport notShown(String reason) {
        return new CheckReport(kind, playlists, segments, seconds, List.of(), reason);
    }

    /** Whether the stream was shown, and no rule is broken. */
    public boolean isOk() {
        return instead == null && rules.stream().noneMatch(line -> line.result() == Result.BROKEN);
    }
}
