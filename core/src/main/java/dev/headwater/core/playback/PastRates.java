package dev.headwater.core.playback;

import dev.headwater.core.archive.Format;
import dev.headwater.core.archive.Recorded;
import dev.headwater.core.media.Rendition;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** What a piece of the past takes to be played. What stood with its first segment was measured of the few before it. */
final class PastRates {
    private PastRates() {}

    /**
     * The renditions of the first segment, with the rates of all that are made alike.
     *
     * @param isWhole whether nothing is added: until then more may come than there was yet
     */
    static List<Rendition> measured(List<Recorded> found, boolean isWhole) {
        Format format = found.getFirst().format();
        List<Recorded> alike =
                found.stream().filter(one -> one.format().isLike(format)).toList();
        return IntStream.range(0, format.renditions().size())
                .mapToObj(index -> measured(format.renditions().get(index), index, alike, isWhole))
                .toList();
    }

    private static Rendition measured(Rendition declared, int index, List<Recorded> alike, boolean isWhole) {
        long peak = 0;
        long bytes = 0;
        long millis = 0;
        for (Recorded one : alike) {
            long length = one.bytes().get(index);
            bytes += length;
            millis += length == 0 ? 0 : one.segment().millis();
            // RFC 8216bis §4.4.6.2: a peak is of at least half a target duration.
            if (2L * one.segment().millis()
                    >= Duration.ofSeconds(one.format().targetDuration()).toMillis()) {
                peak = Math.max(peak, rate(length, one.segment().millis()));
            }
        }
        if (peak == 0) {
            return declared; // its lengths were not kept
        }
        return declared.measured(isWhole ? peak : Math.max(peak, declared.bandwidth()), rate(bytes, millis));
    }

    private static long rate(long bytes, long millis) {
        return bytes * Byte.SIZE * Duration.ofSeconds(1).toMillis() / Math.max(1, millis);
    }
}
