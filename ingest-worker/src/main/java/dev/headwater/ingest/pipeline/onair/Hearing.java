package dev.headwater.ingest.pipeline.onair;

import dev.headwater.core.media.Rendition;
import dev.headwater.ingest.pipeline.onair.CopiedBeside.Sound;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is heard of a feed that is copied.
 *
 * @param absent sounds by themselves that do not come, by their renditions: the main one is heard in their place
 */
record Hearing(Sound main, Set<String> absent) {
    Hearing(Sound main) {
        this(main, Set.of());
    }

    /** The same where one does not come. */
    Hearing without(String rendition) {
        if (rendition.equals(CopiedStream.RENDITION) || rendition.equals(Rendition.MAIN_SOUND)) {
            return new Hearing(Sound.SILENCE, absent);
        }
        return new Hearing(
                main, Stream.concat(absent.stream(), Stream.of(rendition)).collect(Collectors.toSet()));
    }
}
