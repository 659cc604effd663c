package dev.headwater.standalone.check;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A segment as a media playlist lists it.
 *
 * @param sequence its media sequence number
 * @param stretch its discontinuity sequence number: segments of one stretch follow on each other
 * @param seconds EXTINF
 * @param gap whether it is not there, and said to be so
 * @param map the head it is read with (EXT-X-MAP)
 * @param other what it is where it is no MPEG-TS by itself, such as a byte range; empty: as far as is known it is
 */
record Entry(
        long sequence,
        long stretch,
        URI uri,
        double seconds,
        Optional<Instant> date,
        boolean discontinuity,
        boolean gap,
        Optional<SegmentSeal> seal,
        Optional<URI> map,
        String other) {
    String name() {
        String path = uri.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
