package dev.headwater.core.hls;

import dev.headwater.core.media.Container;
import dev.headwater.core.media.Rendition;
import java.util.Optional;

/** What a slate is made as, so that whatever was played before can end with it: players change neither container nor tracks. */
public enum SlateForm {
    /** MPEG-TS: instead of anything, and behind MPEG-TS. */
    MPEG_TS("", Container.MPEG_TS),
    /** Behind fMP4 that has its sound beside the pictures. */
    FRAGMENTS("f", Container.FMP4),
    /** Behind pictures whose sound is a rendition by itself. */
    PICTURES("v", Container.FMP4),
    /** Silence, behind sound by itself. */
    SOUND("a", Container.FMP4);

    private final String suffix;
    private final Container container;

    SlateForm(String suffix, Container container) {
        this.suffix = suffix;
        this.container = container;
    }

    /** What follows on a rendition as it was last listed. */
    public static SlateForm behind(LiveWindow window, String rendition) {
        if (window.segments().isEmpty() || window.segments().getFirst().container() == Container.MPEG_TS) {
            return MPEG_TS;
        }
        Optional<Rendition> played = window.renditions().stream()
                .filter(one -> one.name().equals(rendition))
                .findFirst();
        if (played.filter(one -> !one.standsAlone() || one.width() == 0).isPresent()) {
            return SOUND;
        }
        boolean isApart =
                window.renditions().stream().anyMatch(one -> one.name().equals(Rendition.MAIN_SOUND));
        return isApart ? PICTURES : FRAGMENTS;
    }

    public Container container() {
        return container;
    }

    /** The rendition of stream {@value Slate#STREAM} it is. */
    public String rendition(SlateReason reason) {
        return rendition(reason.rendition());
    }

    /** @param name of the rendition that is {@link #MPEG_TS} */
    public String rendition(String name) {
        return name + suffix;
    }
}
