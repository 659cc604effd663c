package dev.headwater.ingest.pipeline.title;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rung;
import dev.headwater.ingest.frames.Frame;
import java.util.List;

/** A ladder cut down to what a title has: nothing is made larger, and no picture is made up. */
final class TitleLadder {
    /** More pictures a second are halved. */
    private static final int MAX_FRAME_RATE = 30;

    private TitleLadder() {}

    static Ladder fit(Ladder ladder, Frame.Probed facts) {
        List<Rung> fitting = ladder.rungs().stream()
                .filter(rung -> rung.width() <= facts.width() || rung.height() <= facts.height())
                .toList();
        return new Ladder(
                ladder.name(),
                frameRate(facts.frameRate(), ladder.frameRate()),
                fitting.isEmpty() ? List.of(own(ladder.rungs().getLast(), facts)) : fitting);
    }

    /** Whole numbers: only so has every segment the same number of pictures. */
    private static int frameRate(double own, int otherwise) {
        double rate = own > 0 && own < 1000 ? own : otherwise;
        while (Math.round(rate) > MAX_FRAME_RATE) {
            rate /= 2;
        }
        return (int) Math.max(1, Math.round(rate));
    }

    /** A picture smaller than the smallest rung stays as it is. */
    private static Rung own(Rung smallest, Frame.Probed facts) {
        int height = even(facts.height());
        return new Rung(height + "p", even(facts.width()), height, smallest.videoBitrate(), smallest.audioBitrate());
    }

    private static int even(int side) {
        return Math.max(16, side / 2 * 2);
    }
}
