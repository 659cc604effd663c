package dev.headwater.standalone.check;

import dev.headwater.standalone.check.ts.TsTrack;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A language, or subtitles, can be chosen at any segment: that of one number holds the same time as the picture's, by MPEG-TS
 * times and by X-TIMESTAMP-MAP (RFC 8216 §3.5).
 */
final class BesideInTime implements Rule {
    private static final double APART = 0.5;
    private static final Pattern MAP = Pattern.compile(
            "(?m)^X-TIMESTAMP-MAP=(?:MPEGTS:(\\d+),LOCAL:([\\d:.]+)|LOCAL:([\\d:.]+),MPEGTS:(\\d+))\\s*$");
    private static final Pattern CUE = Pattern.compile("(?m)^([\\d:]+\\.\\d{3}) --> ([\\d:]+\\.\\d{3})");
    private static final int SIXTY = 60;

    @Override
    public String sentence() {
        return "languages and subtitles lie where the picture does";
    }

    @Override
    public Verdict check(Seen seen) {
        Verdict.Places places = new Verdict.Places();
        Map<Long, Long> pictures = new TreeMap<>();
        seen.variants()
                .findFirst()
                .ifPresent(variant -> variant.transport()
                        .forEach(part -> part.facts()
                                .video()
                                .ifPresent(track -> pictures.put(part.entry().sequence(), track.first()))));
        seen.playlists().stream()
                .filter(watched -> watched.declared().kind() != Declared.Kind.VARIANT)
                .forEach(watched -> watched.parts().values().forEach(part -> {
                    Long picture = pictures.get(part.entry().sequence());
                    if (picture != null) {
                        compare(places, watched, part, picture);
                    }
                }));
        return places.verdict("segments", "there is nothing beside the picture");
    }

    private static void compare(Verdict.Places places, Watched watched, Part part, long picture) {
        switch (part) {
            case Part.Ts ts ->
                ts.facts().audio().ifPresent(sound -> {
                    double off = seconds(TsTrack.ticks(picture, sound.first()));
                    places.check(
                            Math.abs(off) > APART, "%s begins %+.3f s off the picture", watched.at(ts.entry()), off);
                });
            case Part.Text text -> compareText(places, watched, text, picture);
            case Part.Foreign foreign -> {}
            case Part.Missing missing -> {}
            case Part.Sealed sealed -> {}
        }
    }

    private static void compareText(Verdict.Places places, Watched watched, Part.Text part, long picture) {
        Matcher map = MAP.matcher(part.text());
        if (!map.find()) {
            places.check(true, "%s has no X-TIMESTAMP-MAP", watched.at(part.entry()));
            return;
        }
        places.looked();
        long ticks = Long.parseLong(Optional.ofNullable(map.group(1)).orElse(map.group(4)));
        double local = clock(Optional.ofNullable(map.group(2)).orElse(map.group(3)));
        double zero = seconds(TsTrack.ticks(picture, ticks)) - local;
        Matcher cue = CUE.matcher(part.text());
        while (cue.find()) {
            double begins = zero + clock(cue.group(1));
            double ends = zero + clock(cue.group(2));
            if (ends < -APART || begins > part.entry().seconds() + APART) {
                places.add(
                        "%s shows from %.3f to %.3f s what lasts from 0 to %.3f s",
                        watched.at(part.entry()), begins, ends, part.entry().seconds());
            }
        }
    }

    private static double seconds(long ticks) {
        return ticks / (double) TsTrack.CLOCK;
    }

    private static double clock(String text) {
        double seconds = 0;
        for (String part : text.split(":", -1)) {
            seconds = seconds * SIXTY + Double.parseDouble(part);
        }
        return seconds;
    }
}
