package dev.headwater.core.playback;

import java.util.List;

/** How an app asks for a live stream. */
public enum StreamFormat {
    HLS("m3u8"),
    /** One endless MPEG-TS: it needs a server that holds connections. */
    MPEG_TS("ts");

    /** What plays: never advertise a format whose media path fails, apps do not fall back. */
    public static final List<StreamFormat> OFFERED = List.of(HLS, MPEG_TS);

    private final String wire;

    StreamFormat(String wire) {
        this.wire = wire;
    }

    /** As {@code allowed_output_formats} spells it. */
    public String wire() {
        return wire;
    }
}
