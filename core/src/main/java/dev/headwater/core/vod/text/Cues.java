package dev.headwater.core.vod.text;

import dev.headwater.core.hls.WebVtt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What one stream says, gathered. */
final class Cues {
    /** Of a stream with more no more is kept: it is none a film has. */
    static final int MOST = 50_000;

    /** The same, in characters: the longest films have a tenth. */
    private static final int MOST_CHARACTERS = 2 << 20;

    /** Where nothing says how long. */
    private static final long SHOWN = 4_000;

    private static final long MOST_SHOWN = 60_000;
    /** No film is longer than a day. */
    private static final long MOST_MILLIS = 86_400_000;

    private final List<WebVtt.Cue> cues = new ArrayList<>();
    private int characters;

    /**
     * One more.
     *
     * @param start in ms
     * @param millis 0 or less: it does not say
     */
    void add(long start, long millis, String text) {
        long end = start + (millis <= 0 ? SHOWN : Math.min(millis, MOST_SHOWN));
        boolean hasRoom = cues.size() < MOST && characters + text.length() <= MOST_CHARACTERS;
        if (!text.isEmpty() && end > 0 && start < MOST_MILLIS && hasRoom) {
            characters += text.length();
            cues.add(new WebVtt.Cue(Math.max(0, start), end, text));
        }
    }

    List<WebVtt.Cue> inOrder() {
        return cues.stream().sorted(Comparator.comparingLong(WebVtt.Cue::start)).toList();
    }
}
