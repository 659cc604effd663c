package dev.headwater.ingest.pipeline.onair;

import org.jspecify.annotations.Nullable;

/** A test card among sources: it needs no opening, and never fails. */
final class TestCardFeed implements Feed {
    private final int source;
    private final String style;
    private final long readySince;

    TestCardFeed(int source, String style, long now) {
        this.source = source;
        this.style = style;
        this.readySince = now;
    }

    String style() {
        return style;
    }

    @Override
    public int source() {
        return source;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public long readySince() {
        return readySince;
    }

    @Override
    public @Nullable String failure() {
        return null;
    }

    @Override
    public @Nullable String complaint(long now) {
        return null;
    }

    @Override
    public boolean isAtKeyFrame(long now) {
        return true;
    }

    @Override
    public void goOnAir() {}

    @Override
    public void standBy() {}

    @Override
    public void end() {}
}
