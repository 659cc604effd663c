package dev.headwater.core.vod.text;

import dev.headwater.core.hls.WebVtt;
import dev.headwater.core.media.Track;
import java.util.List;

/**
 * The subtitles of a film in one language.
 *
 * @param cues in order, timed from the film's beginning
 */
public record FilmText(Track track, List<WebVtt.Cue> cues) {
    public FilmText {
        cues = List.copyOf(cues);
    }
}
