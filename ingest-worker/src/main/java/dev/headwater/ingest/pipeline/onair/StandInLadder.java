package dev.headwater.ingest.pipeline.onair;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rung;
import java.util.List;

/**
 * What a source that can not be copied is encoded to where nobody has chosen a ladder: one rendition, called as the copied one
 * is, so that players go on with it.
 */
final class StandInLadder {
    private static final int MAX_WIDTH = 1280;
    private static final int SMALL_WIDTH = 640;
    private static final int FRAME_RATE = 25;
    private static final int MAX_FRAME_RATE = 30;

    private StandInLadder() {}

    static Ladder of(FeedFormat format) {
        int width = format.video().width();
        int height = format.video().height();
        int wide = Math.min(width, MAX_WIDTH);
        int high = height * wide / Math.max(1, width);
        Rung like = (wide > SMALL_WIDTH ? Ladder.SMALL : Ladder.TINY).rungs().getFirst();
        Rung rung = new Rung(CopiedStream.RENDITION, even(wide), even(high), like.videoBitrate(), like.audioBitrate());
        return new Ladder("stand-in", frameRate(format.frameRate()), List.of(rung));
    }

    /** Halved where that is more than a ladder of its size has. */
    private static int frameRate(double source) {
        long rate = Math.round(source > MAX_FRAME_RATE ? source / 2 : source);
        return rate < 1 || rate > MAX_FRAME_RATE ? FRAME_RATE : (int) rate;
    }

    private static int even(int side) {
        return Math.max(16, side / 2 * 2);
    }
}
