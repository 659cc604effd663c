package dev.headwater.e2e;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A live media playlist as it was at one moment, read without the code that wrote it. */
record Playlist(long mediaSequence, List<Entry> entries) {
    /** A segment: its name, when it begins and ends, and whether a DISCONTINUITY stands before it. */
    record Entry(String name, Instant start, Instant end, boolean discontinuity) {}

    /** The media playlist of the first rendition behind an entry. */
    static URI mediaOf(String entry) {
        return Http.uris(Http.get(entry)).getFirst();
    }

    static Playlist read(URI media) {
        long sequence = 0;
        boolean discontinuity = false;
        Instant start = Instant.EPOCH;
        Instant end = Instant.EPOCH;
        List<Entry> entries = new ArrayList<>();
        for (String line : Http.get(media).body().split("\n", -1)) {
            String value = line.substring(line.indexOf(':') + 1);
            if (line.startsWith("#EXT-X-MEDIA-SEQUENCE:")) {
                sequence = Long.parseLong(value);
            } else if (line.equals("#EXT-X-DISCONTINUITY")) {
                discontinuity = true;
            } else if (line.startsWith("#EXT-X-PROGRAM-DATE-TIME:")) {
                start = Instant.parse(value);
            } else if (line.startsWith("#EXTINF:")) {
                double seconds = Double.parseDouble(value.substring(0, value.indexOf(',')));
                end = start.plus(Duration.ofMillis(Math.round(seconds * 1000)));
            } else if (line.endsWith(".ts")) {
                entries.add(new Entry(line, start, end, discontinuity));
                discontinuity = false;
            }
        }
        return new Playlist(sequence, List.copyOf(entries));
    }

    long nextSequence() {
        return mediaSequence + entries.size();
    }
}
