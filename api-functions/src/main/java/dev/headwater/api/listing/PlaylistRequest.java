package dev.headwater.api.listing;

import dev.headwater.core.playback.StreamFormat;
import java.util.Set;

/**
 * Which playlist a line asks for.
 *
 * @param publicBase scheme, host, port and base path as the line reaches us
 * @param password as the line sent it
 * @param format of its live streams
 */
public record PlaylistRequest(
        Visitor visitor, String publicBase, String password, Style style, StreamFormat format, Set<Part> parts) {
    public PlaylistRequest {
        parts = Set.copyOf(parts);
    }

    /** How entries are written. */
    public enum Style {
        M3U,
        /** M3U with attributes, and a word on where the guide is. */
        M3U_PLUS,
        /** A bouquet of Enigma2 set-top boxes. */
        ENIGMA,
        /** One line an entry: address and name. */
        SIMPLE
    }

    /** What stands in it, in this order. */
    public enum Part {
        LIVE,
        RADIO,
        MOVIE,
        SERIES
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "PlaylistRequest[" + visitor.line().name() + ", " + style + ", " + format + ", " + parts + "]";
    }
}
