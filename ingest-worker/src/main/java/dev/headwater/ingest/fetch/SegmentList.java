package dev.headwater.ingest.fetch;

import dev.headwater.core.fetch.FetchException;
import dev.headwater.core.fetch.Urls;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * A media playlist, as far as whole segments go.
 *
 * @param first the number of the first segment
 * @param targetSeconds how long segments are at most
 * @param ended whether no more come
 */
record SegmentList(long first, List<URI> segments, int targetSeconds, boolean ended) {
    private static final int MAX_LINES = 200_000;
    private static final String SEQUENCE = "#EXT-X-MEDIA-SEQUENCE:";
    private static final String TARGET = "#EXT-X-TARGETDURATION:";
    private static final String ENCRYPTED = "#EXT-X-KEY:";
    private static final String PART = "#EXT-X-BYTERANGE:";
    private static final int LONGEST = 60;

    SegmentList {
        segments = List.copyOf(segments);
    }

    /** @throws FetchException where it is none, or has its segments otherwise than as whole files in the clear */
    static SegmentList read(String playlist, URI url) throws FetchException {
        String[] lines = playlist.split("\r?\n|\r", MAX_LINES + 1);
        if (lines.length > MAX_LINES || !lines[0].contains("#EXTM3U")) {
            throw FetchException.lasting("what should list them is no playlist");
        }
        long first = 0;
        int target = 1;
        boolean ended = false;
        List<URI> segments = new ArrayList<>();
        for (String each : lines) {
            String line = each.strip();
            if (line.startsWith(SEQUENCE)) {
                first = number(line.substring(SEQUENCE.length()));
            } else if (line.startsWith(TARGET)) {
                target = Math.clamp(number(line.substring(TARGET.length())), 1, LONGEST);
            } else if (line.equals("#EXT-X-ENDLIST")) {
                ended = true;
            } else if (line.startsWith(PART) || (line.startsWith(ENCRYPTED) && !line.contains("METHOD=NONE"))) {
                throw FetchException.lasting("they are encrypted, or parts of files");
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                segments.add(Urls.absolute(url, line));
            }
        }
        return new SegmentList(first, segments, target, ended);
    }

    private static long number(String text) throws FetchException {
        String digits = text.strip().split("\\.", -1)[0];
        if (!digits.matches("\\d{1,18}")) {
            throw FetchException.lasting("what should list them is no playlist");
        }
        return Long.parseLong(digits);
    }

    /** The number of the segment that would come next. */
    long next() {
        return first + segments.size();
    }

    /** One of those listed. */
    URI at(long number) {
        return segments.get((int) (number - first));
    }
}
