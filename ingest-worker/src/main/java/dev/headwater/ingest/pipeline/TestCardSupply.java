package dev.headwater.ingest.pipeline;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/** A test card as far as it is wanted: it is drawn when it is asked for. */
final class TestCardSupply implements Supply {
    private final TestCard card;
    private long samplesTaken;

    /** Owns the card from here on. */
    TestCardSupply(TestCard card) {
        this.card = card;
    }

    @Override
    public boolean picture(AVFrame into) {
        return card.video(into);
    }

    @Override
    public boolean samples(AVFrame into) {
        samplesTaken++;
        return card.audio(into);
    }

    @Override
    public long samplesTaken() {
        return samplesTaken;
    }

    @Override
    public boolean awaitsSamples() {
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
