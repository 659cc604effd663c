package dev.headwater.ingest.pipeline.onair;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rung;
import dev.headwater.ingest.pipeline.av.Pacer;
import dev.headwater.ingest.pipeline.encode.Choice;
import dev.headwater.ingest.pipeline.encode.LadderPipeline;
import dev.headwater.ingest.pipeline.encode.Report;
import dev.headwater.ingest.pipeline.encode.Silence;
import dev.headwater.ingest.pipeline.encode.SlateCard;
import dev.headwater.ingest.pipeline.encode.SoundLadder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The slate of a copied channel, at the speed it plays at: of sound alone where there was no picture before, silence. */
final class OffAir implements AutoCloseable {
    private static final int MAX_WIDTH = 1280;
    private static final int FRAME_RATE = 25;
    private static final int VIDEO = 400_000;
    private static final int AUDIO = 96_000;

    private final @Nullable SlateCard card;
    private final @Nullable LadderPipeline pictures;
    private final @Nullable SoundLadder sound;
    private final Silence silence = new Silence();

    /**
     * Comes after what was shown before.
     *
     * @param width in pixels, which players then need not change; 0: there was no picture
     * @param heard whether there was anything to hear
     */
    OffAir(int width, int height, boolean heard, Choice choice, Report report) {
        if (width == 0) {
            card = null;
            pictures = null;
            sound = SoundLadder.single(CopiedStream.RENDITION, AUDIO, silence::next, report);
            return;
        }
        int wide = Math.min(width, MAX_WIDTH);
        int high = height * wide / width;
        Rung rung = new Rung(CopiedStream.RENDITION, even(wide), even(high), VIDEO, AUDIO);
        Ladder ladder = new Ladder("slate", FRAME_RATE, List.of(rung));
        card = new SlateCard(SlateCard.OFF_AIR, ladder, heard, choice);
        pictures = new LadderPipeline(ladder, card, Pacer.asItPlays(), report);
        sound = null;
    }

    private static int even(int side) {
        return Math.max(16, side / 2 * 2);
    }

    /** Makes a picture, or a packet of sound, more. */
    void step() {
        if (pictures != null) {
            pictures.step();
        }
        if (sound != null) {
            sound.step();
        }
    }

    /** Ends the last segment, however short. */
    void finish() {
        if (pictures != null) {
            pictures.finish();
        }
        if (sound != null) {
            sound.finish();
        }
    }

    /** How much was made. */
    long millis() {
        return (pictures == null ? 0 : pictures.millis()) + (sound == null ? 0 : sound.millis());
    }

    @Override
    public void close() {
        if (pictures != null) {
            pictures.close();
        }
        if (card != null) {
            card.close();
        }
        if (sound != null) {
            sound.close();
        }
        silence.close();
    }
}
