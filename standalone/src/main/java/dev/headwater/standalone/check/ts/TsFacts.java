package dev.headwater.standalone.check.ts;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a piece of MPEG-TS holds.
 *
 * @param beginning what comes before the first picture, and what that is: {@code PAT PMT key frame} as it should be;
 *     without pictures it ends with {@code sound}
 * @param faults what ISO 13818-1 does not allow, each with where
 * @param breaks where continuity counters do not run on, each with where
 */
public record TsFacts(
        long bytes,
        String beginning,
        List<TsTrack> tracks,
        List<TsClock> clocks,
        Map<Integer, TsCounters> counters,
        List<String> faults,
        List<String> breaks) {
    public TsFacts {
        tracks = List.copyOf(tracks);
        clocks = List.copyOf(clocks);
        counters = Map.copyOf(counters);
        faults = List.copyOf(faults);
        breaks = List.copyOf(breaks);
    }

    public Optional<TsTrack> video() {
        return first(TsTrack.Kind.VIDEO);
    }

    public Optional<TsTrack> audio() {
        return first(TsTrack.Kind.AUDIO);
    }

    /** By which it is timed: the picture where there is one. */
    public Optional<TsTrack> leading() {
        return video().or(this::audio);
    }

    private Optional<TsTrack> first(TsTrack.Kind kind) {
        return tracks.stream().filter(track -> track.kind() == kind).findFirst();
    }
}
