package dev.headwater.standalone.check;

import dev.headwater.standalone.check.ts.TsTrack;

/** RESOLUTION and FRAME-RATE against sequence parameter sets and times. */
final class PictureAgrees implements Rule {
    /** Of the frame rate: times are rounded, and rates are 30000/1001 where 29.97 is written. */
    private static final double ROUNDING = 0.02;

    private static final int ENOUGH = 10;

    @Override
    public String sentence() {
        return "RESOLUTION and FRAME-RATE are what segments hold";
    }

    @Override
    public Verdict check(Seen seen) {
        Verdict.Places places = new Verdict.Places();
        seen.variants()
                .forEach(watched -> watched.transport()
                        .forEach(part -> part.facts()
                                .video()
                                .ifPresent(video -> compare(places, watched, part.entry(), video))));
        return places.verdict("segments", "nothing is said of pictures");
    }

    private static void compare(Verdict.Places places, Watched watched, Entry entry, TsTrack video) {
        Declared said = watched.declared();
        if (said.width() > 0 && video.width() > 0) {
            places.check(
                    said.width() != video.width() || said.height() != video.height(),
                    "%s holds %dx%d, RESOLUTION is %dx%d",
                    watched.at(entry),
                    video.width(),
                    video.height(),
                    said.width(),
                    said.height());
        }
        if (said.frameRate() > 0 && video.units().size() > ENOUGH) {
            places.check(
                    Math.abs(video.rate() / said.frameRate() - 1) > ROUNDING,
                    "%s holds %.3f frames a second, FRAME-RATE is %.3f",
                    watched.at(entry),
                    video.rate(),
                    said.frameRate());
        }
    }
}
