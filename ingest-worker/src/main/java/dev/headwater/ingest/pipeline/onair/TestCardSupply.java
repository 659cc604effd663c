package dev.headwater.ingest.pipeline.onair;

import dev.headwater.ingest.pipeline.encode.TestCard;
import dev.headwater.ingest.pipeline.source.Streams;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** A test card as far as it is wanted: it is drawn when it is asked for. */
final class TestCardSupply implements Supply {
    private final TestCard card;
    private final long[] samplesTaken = new long[Streams.MAX_SOUNDS];

    /** Owns the card from here on. */
    TestCardSupply(TestCard card) {
        this.card = card;
    }

    @Override
    public boolean picture(AVFrame into) {
        return card.video(into);
    }

    @Override
    public boolean samples(int sound, AVFrame into) {
        samplesTaken[sound]++;
        return card.audio(sound, into);
    }

    @Override
    public long samplesTaken(int sound) {
        return samplesTaken[sound];
    }

    @Override
    public boolean awaitsSamples(int sound) {
        return true;
    }

    @Override
    public double lead() {
        return 0;
    }

    @Override
    public double secondsWaiting() {
        return 0;
    }

    @Override
    public void close() {
        card.close();
    }
}
