package dev.headwater.standalone.check;

import dev.headwater.standalone.check.ts.TsTrack;
import java.util.Optional;

/** EXTINF against what the segment holds: up to the next one where that follows on it, else to the end of its last frame. */
final class LastsAsSaid implements Rule {
    private static final double ROUNDING = 0.002;

    @Override
    public String sentence() {
        return "segments last what EXTINF says, to a frame";
    }

    @Override
    public Verdict check(Seen seen) {
        Verdict.Places places = new Verdict.Places();
        seen.media()
                .forEach(watched -> watched.transport()
                        .forEach(part -> part.facts()
                                .leading()
                                .filter(track -> track.unitTicks() > 0)
                                .ifPresent(track -> {
                                    double lasts = seconds(watched, part, track);
                                    double frame = track.unitTicks() / (double) TsTrack.CLOCK;
                                    double said = part.entry().seconds();
                                    places.check(
                                            Math.abs(lasts - said) > frame + ROUNDING,
                                            "%s: EXTINF %.3f s, its times %.3f s",
                                            watched.at(part.entry()),
                                            said,
                                            lasts);
                                })));
        return places.verdict("segments", "there is no MPEG-TS with times");
    }

    private static double seconds(Watched watched, Part.Ts part, TsTrack track) {
        Part next = watched.parts().get(part.entry().sequence() + 1);
        Optional<TsTrack> follows = next instanceof Part.Ts ts && !ts.entry().discontinuity()
                ? ts.facts().leading().filter(other -> other.kind() == track.kind())
                : Optional.empty();
        long end = follows.map(TsTrack::first).orElseGet(track::end);
        return TsTrack.ticks(track.first(), end) / (double) TsTrack.CLOCK;
    }
}
