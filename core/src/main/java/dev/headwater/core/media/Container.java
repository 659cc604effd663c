package dev.headwater.core.media;

import java.util.Arrays;
import java.util.Optional;

/** What the segments of a channel are. */
public enum Container {
    /** Set-top boxes take it, and it runs on as one endless stream. */
    MPEG_TS("ts"),
    /** Fragments of an MP4, each read with a head that many share. */
    FMP4("fmp4");

    private final String wire;

    Container(String wire) {
        this.wire = wire;
    }

    /** As commands and items spell it. */
    public String wire() {
        return wire;
    }

    public static Optional<Container> of(String wire) {
        return Arrays.stream(values()).filter(one -> one.wire.equals(wire)).findFirst();
    }
}
